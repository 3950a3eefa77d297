import Yams

/// YAML text to a tree with places: short tags become long forms, aliases and merge keys are
/// followed.
struct YAMLReader {
    private let path: String
    private var valueCount = 0

    static func read(_ text: String, path: String) throws(TemplateError) -> TemplateValue? {
        let root: Node?
        do {
            // The basic resolver leaves scalars as text: what is a number is decided where one is
            // expected, and seven regular expressions a scalar are saved.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw TemplateError(error, text: text, path: path)
        } catch {
            throw TemplateError(.syntax, path: path, "\(error)")
        }
        guard let root else { return nil }
        var reader = YAMLReader(path: path)
        let value = try reader.read(root, depth: 0)
        return value.isNull ? nil : value
    }

    private init(path: String) { self.path = path }

    private mutating func read(_ node: Node, depth: Int) throws(TemplateError) -> TemplateValue {
        let place = place(of: node)
        valueCount += 1
        guard valueCount <= TemplateFile.valueLimit else {
            throw TemplateError(
                .syntax,
                at: place,
                "aliases expand to more than \(TemplateFile.valueLimit) values"
            )
        }
        guard depth <= TemplateFile.depthLimit else { throw TemplateError.tooDeep(at: place) }
        switch node {
        case .scalar(let scalar):
            return try tagged(
                TemplateValue(content(of: scalar), at: place),
                by: scalar.tag.rawValue
            )
        case .sequence(let sequence):
            var elements: [TemplateValue] = []
            for element in sequence { elements.append(try read(element, depth: depth + 1)) }
            return try tagged(TemplateValue(.list(elements), at: place), by: sequence.tag.rawValue)
        case .mapping(let mapping):
            let entries = try read(mapping, depth: depth)
            return try tagged(TemplateValue(.map(entries), at: place), by: mapping.tag.rawValue)
        case .alias:
            throw TemplateError(.syntax, at: place, "an alias that names no anchor")
        }
    }

    private mutating func read(
        _ mapping: Node.Mapping,
        depth: Int
    ) throws(TemplateError) -> [TemplateEntry] {
        var entries: [TemplateEntry] = []
        var merged: [TemplateEntry] = []
        for (key, value) in mapping {
            guard case .scalar(let name) = key else {
                throw TemplateError(.syntax, at: place(of: key), "a key that is not a text")
            }
            let value = try read(value, depth: depth + 1)
            if name.string == "<<", name.style == .plain {
                merged += try mergeEntries(of: value)
            } else {
                entries.append(
                    TemplateEntry(key: name.string, keyPlace: place(of: key), value: value)
                )
            }
        }
        for entry in merged where !entries.contains(where: { $0.key == entry.key }) {
            entries.append(entry)
        }
        return entries
    }

    /// `<<: *defaults` and `<<: [*a, *b]`; the first one that has a key wins.
    private func mergeEntries(of value: TemplateValue) throws(TemplateError) -> [TemplateEntry] {
        if let entries = value.entries { return entries }
        var entries: [TemplateEntry] = []
        for element in value.elements ?? [value] {
            guard let more = element.entries else {
                throw TemplateError(
                    .syntax,
                    at: element.place,
                    "'<<' is followed by \(element.kindDescription); "
                        + "expected a map or an alias of one"
                )
            }
            entries += more
        }
        return entries
    }

    private func content(of scalar: Node.Scalar) -> TemplateValue.Content {
        let isPlain = scalar.style == .plain
        if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .null }
        return .scalar(scalar.string, isPlain: isPlain)
    }

    private func place(of node: Node) -> Place {
        Place(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    /// `!Sub x` as `{Fn::Sub: x}`.
    private func tagged(
        _ value: TemplateValue,
        by tag: String
    ) throws(TemplateError) -> TemplateValue {
        guard tag.hasPrefix("!"), tag.count > 1 else {
            return tag == "tag:yaml.org,2002:str" ? textual(value) : value
        }
        let name = String(tag.dropFirst())
        guard Self.shortTags.contains(name) else {
            throw TemplateError(
                .intrinsic,
                at: value.place,
                "the tag '\(tag)' is unknown; expected an intrinsic function such as !Ref or !Sub",
                hint: nearest(to: name, in: Self.shortTags).map { "did you mean '!\($0)'?" }
            )
        }
        let key = name == "Ref" || name == "Condition" ? name : "Fn::" + name
        let entry = TemplateEntry(key: key, keyPlace: value.place, value: value)
        return TemplateValue(.map([entry]), at: value.place)
    }

    /// A quoted scalar, or one with the tag `!!str`.
    private func textual(_ value: TemplateValue) -> TemplateValue {
        guard case .scalar(let text, _) = value.content else { return value }
        return TemplateValue(text: text, at: value.place)
    }

    private static let shortTags = [
        "And", "Base64", "Cidr", "Condition", "Equals", "FindInMap", "ForEach", "GetAZs", "GetAtt",
        "If", "ImportValue", "Join", "Length", "Not", "Or", "Ref", "Select", "Split", "Sub",
        "ToJsonString", "Transform",
    ]
}

extension TemplateError {
    /// What the YAML reader found, in words for somebody who writes templates.
    fileprivate init(_ error: YamlError, text: String, path: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self.init(context: context, problem: problem, mark: mark, text: text, path: path)
        case .duplicatedKeysInMapping(let keys, let context):
            self = .duplicateKey(keys.first ?? "", first: context.mark, text: text, path: path)
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            self.init(
                .syntax,
                path: path,
                line: line,
                "not YAML: \(problem)",
                hint: "remove the character"
            )
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self.init(.syntax, path: path, "\(error)")
        }
    }

    private init(
        context: YamlError.Context?,
        problem: String,
        mark: Mark,
        text: String,
        path: String
    ) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indentation = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
        if indentation.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
            self.init(
                .syntax,
                path: path,
                line: mark.line,
                column: mark.column,
                "the line is indented with a tab; expected spaces",
                hint: "YAML allows spaces only: replace each tab"
            )
            return
        }
        let since = context.map { " (\($0.text), which began at line \($0.mark.line))" } ?? ""
        self.init(
            .syntax,
            path: path,
            line: mark.line,
            column: mark.column,
            "not YAML: \(problem)\(since)",
            hint: problem.hasPrefix("did not find expected") || problem.hasPrefix("mapping values")
                ? "check the indentation of this line and the one before it" : nil
        )
    }

    /// The YAML reader names the first of the two keys; the second one is what somebody added, so
    /// it is looked for below: the next line of the same indentation with the same key.
    private static func duplicateKey(
        _ key: String,
        first: Mark,
        text: String,
        path: String
    ) -> TemplateError {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices.dropFirst(first.line) {
            let indentation = lines[index].prefix { $0 == " " }.count
            let content = lines[index].dropFirst(indentation)
            if content.isEmpty || content.hasPrefix("#") { continue }
            if indentation < first.column - 1 { break }
            guard indentation == first.column - 1 else { continue }
            if [key, "\"\(key)\"", "'\(key)'"].contains(where: { content.hasPrefix($0 + ":") }) {
                let place = Place(path: path, line: index + 1, column: first.column)
                return duplicateKey(key, at: place, firstLine: first.line)
            }
        }
        return TemplateError(
            .syntax,
            path: path,
            line: first.line,
            column: first.column,
            "the key '\(key)' is written twice in one map",
            hint: "remove or rename one of the two"
        )
    }
}
