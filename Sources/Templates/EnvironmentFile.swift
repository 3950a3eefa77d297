/// Overrides variables of functions with those of a file in the form that `sam local` takes for
/// `--env-vars`: `{"Orders": {"TABLE": "test"}, "Parameters": {"LOG": "debug"}}`.
///
/// Keys name functions by logical id or name; `Parameters` reaches every function, and what is said
/// of one function goes before it. Only variables that the template gives a function are
/// overridden; a note tells which others were ignored.
/// - Parameters:
///   - path: a JSON file; errors name it as given.
///   - project: gets the variables and the notes.
/// - Throws: when the file cannot be read or has another form, with line and column.
public func applyEnvironmentFile(
    at path: String,
    to project: inout Project
) throws(TemplateError) {
    let bytes = try TemplateFile.readBytes(path)
    guard let root = try JSONReader.read(bytes, path: path) else {
        throw TemplateError(
            .invalidValue,
            path: path,
            "the file is empty; expected {\"Function\": {\"NAME\": \"value\"}}"
        )
    }
    guard let sections = root.entries else {
        throw TemplateError(
            .invalidValue,
            at: root.place,
            "the file is \(root.kindDescription); expected a map of functions"
        )
    }
    // What is said of all functions first, so that what is said of one replaces it.
    for section in sections.filter({ $0.key == "Parameters" })
        + sections.filter({ $0.key != "Parameters" })
    {
        let variables = try variables(of: section)
        if section.key == "Parameters" {
            project.override(variables)
        } else {
            project.override(variables, of: section)
        }
    }
}

private struct Variable {
    var key: String
    var value: String
    var place: Place
}

private func variables(of section: TemplateEntry) throws(TemplateError) -> [Variable] {
    guard let entries = section.value.entries else {
        throw TemplateError(
            .invalidValue,
            at: section.value.place,
            "'\(section.key)' is \(section.value.kindDescription); expected a map of variables"
        )
    }
    var variables: [Variable] = []
    for entry in entries {
        guard let text = entry.value.scalarText else {
            throw TemplateError(
                .invalidValue,
                at: entry.value.place,
                "'\(section.key).\(entry.key)' is \(entry.value.kindDescription); expected a text"
            )
        }
        variables.append(Variable(key: entry.key, value: text, place: entry.keyPlace))
    }
    return variables
}

extension Project {
    /// `Parameters`: every function that has the variable.
    fileprivate mutating func override(_ variables: [Variable]) {
        for variable in variables {
            var isUsed = false
            for index in functions.indices where functions[index].environment[variable.key] != nil {
                functions[index].environment[variable.key] = variable.value
                isUsed = true
            }
            if !isUsed {
                warn(
                    "no function has the variable '\(variable.key)': it is ignored",
                    variable.place
                )
            }
        }
    }

    /// One function, by logical id or name.
    fileprivate mutating func override(_ variables: [Variable], of section: TemplateEntry) {
        let index =
            functions.firstIndex { $0.logicalID == section.key }
            ?? functions.firstIndex { $0.name == section.key }
        guard let index else {
            let meant = suggestion(for: section.key, in: functions.map(\.logicalID))
            warn(
                "there is no function '\(section.key)': its variables are ignored"
                    + (meant.map { "; \($0)" } ?? ""),
                section.keyPlace
            )
            return
        }
        for variable in variables {
            guard functions[index].environment[variable.key] != nil else {
                warn(
                    "the template gives function '\(section.key)' no variable '\(variable.key)': "
                        + "it is ignored, as SAM CLI does",
                    variable.place
                )
                continue
            }
            functions[index].environment[variable.key] = variable.value
        }
    }

    private mutating func warn(_ message: String, _ place: Place) {
        notes.append(
            TemplateNote(path: place.path, line: place.line, message: message, severity: .warning)
        )
    }
}
