/// The sections of a template, unevaluated.
/// - SeeAlso: [Template anatomy](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html)
struct Template: Sendable {
    /// The file as its reader was given it.
    let path: String
    /// The folder that local paths in the template are relative to, absolute.
    let folder: String
    let parameters: [TemplateEntry]
    let mappings: TemplateValue?
    let conditions: [TemplateEntry]
    let globals: TemplateValue?
    /// In the order of the template, those with a false condition included.
    let resources: [TemplateResource]
    /// `Fn::ForEach` and the like among the resources: what they make is not known here.
    let loops: [TemplateEntry]
    /// Transforms other than SAM's own: they may add resources that the text does not show.
    let macros: [TemplateValue]

    private static let sections = [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Mappings", "Metadata",
        "Outputs", "Parameters", "Resources", "Rules", "Transform", "Hooks",
    ]
    private static let knownTransforms = [
        "AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen",
    ]

    init(_ root: TemplateValue?, path: String, folder: String) throws(TemplateError) {
        self.path = path
        self.folder = folder
        guard let root else {
            throw TemplateError(
                .invalidValue,
                path: path,
                "the file is empty; expected a template with 'Resources'"
            )
        }
        guard let entries = root.entries else {
            throw TemplateError(
                .invalidValue,
                at: root.place,
                "the template is \(root.kindDescription); expected a map with 'Resources'"
            )
        }
        for entry in entries where !Self.sections.contains(entry.key) {
            throw TemplateError(
                .invalidValue,
                at: entry.keyPlace,
                "'\(entry.key)' is no section of a template; expected one of "
                    + "Parameters, Mappings, Conditions, Globals, Resources, Outputs",
                hint: suggestion(for: entry.key, in: Self.sections)
            )
        }
        parameters = try Self.section("Parameters", of: root)
        conditions = try Self.section("Conditions", of: root)
        mappings = root["Mappings"]
        globals = root["Globals"]
        resources = try Self.readResources(of: root)
        loops = try Self.section("Resources", of: root).filter { $0.key.hasPrefix("Fn::") }
        macros = Self.transforms(of: root).filter {
            $0.scalarText.map { !Self.knownTransforms.contains($0) } ?? false
        }
    }

    func resource(_ logicalID: String) -> TemplateResource? {
        resources.first { $0.logicalID == logicalID }
    }

    private static func section(
        _ name: String,
        of root: TemplateValue
    ) throws(TemplateError) -> [TemplateEntry] {
        guard let section = root[name], !section.isNull else { return [] }
        guard let entries = section.entries else {
            throw TemplateError(
                .invalidValue,
                at: section.place,
                "\(name) is \(section.kindDescription); expected a map of names"
            )
        }
        return entries
    }

    private static func readResources(
        of root: TemplateValue
    ) throws(TemplateError) -> [TemplateResource] {
        let entries = try section("Resources", of: root)
        guard !entries.isEmpty else {
            throw TemplateError(
                .invalidValue,
                at: root["Resources"]?.place ?? root.place,
                "the template has no resources; "
                    + "expected a map 'Resources' with at least one function"
            )
        }
        var resources: [TemplateResource] = []
        // What `Fn::ForEach` makes cannot be known here, and is noted.
        for entry in entries where !entry.key.hasPrefix("Fn::") {
            resources.append(try TemplateResource(entry))
        }
        return resources
    }

    /// The names of the transforms: a text, a map with `Name`, or a list of either.
    private static func transforms(of root: TemplateValue) -> [TemplateValue] {
        guard let transform = root["Transform"] else { return [] }
        return (transform.elements ?? [transform]).map { $0["Name"] ?? $0 }
    }
}

/// One resource as written.
struct TemplateResource: Sendable {
    let logicalID: String
    /// Where the logical id stands.
    let place: Place
    /// `AWS::Serverless::Function`
    let type: String
    /// The name of the condition it depends on.
    let condition: TemplateValue?
    /// Empty when there are none.
    var properties: TemplateValue
    /// `"*"`, or the names of the properties that Globals do not reach.
    let ignoreGlobals: TemplateValue?

    fileprivate init(_ entry: TemplateEntry) throws(TemplateError) {
        logicalID = entry.key
        place = entry.keyPlace
        guard entry.value.entries != nil else {
            throw TemplateError(
                .invalidValue,
                at: entry.value.place,
                "resource '\(entry.key)' is \(entry.value.kindDescription); "
                    + "expected a map with 'Type' and 'Properties'"
            )
        }
        guard let type = entry.value["Type"] else {
            throw TemplateError(
                .invalidValue,
                at: entry.keyPlace,
                "resource '\(entry.key)' has no Type; "
                    + "expected one such as AWS::Serverless::Function"
            )
        }
        guard let typeName = type.scalarText else {
            throw TemplateError(
                .invalidValue,
                at: type.place,
                "the Type of resource '\(entry.key)' is \(type.kindDescription); expected a text"
            )
        }
        self.type = typeName
        condition = entry.value["Condition"]
        ignoreGlobals = entry.value["IgnoreGlobals"]
        properties = entry.value["Properties"] ?? TemplateValue(.map([]), at: entry.value.place)
        if properties.isNull { properties.content = .map([]) }
        guard properties.entries != nil else {
            throw TemplateError(
                .invalidValue,
                at: properties.place,
                "the Properties of resource '\(entry.key)' are \(properties.kindDescription); "
                    + "expected a map"
            )
        }
    }
}
