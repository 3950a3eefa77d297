import Flows
import Foundation
import Gateway
import Lambda

/// Reads a project, a SAM or CloudFormation template or a bare handler, into what is served.
///
/// What changes behaviour and is not honoured is never left out in silence: it is a reason in the
/// route's ``RouteConfiguration/unsupported``, or a ``TemplateNote`` with its line.
public enum ProjectReader {
    /// Reads a template: YAML, or JSON when the name ends in `.json`.
    /// - Parameters:
    ///   - path: absolute, or relative to the working directory; errors and notes name it as given.
    ///   - options: parameters, account and imported values.
    /// - Returns: what is served, and the notes on what is not.
    /// - Throws: the first thing that is wrong, with its line and what was expected.
    public static func readTemplate(
        at path: String,
        options: TemplateOptions
    ) throws(TemplateError) -> Project {
        let absolute = absolutePath(path, in: FileManager.default.currentDirectoryPath)
        let folder = URL(fileURLWithPath: absolute).deletingLastPathComponent().path
        let file = try TemplateFile.readWhole(path)
        let root = try TemplateFile.parse(TemplateFile.withoutMark(file), as: path)
        let template = try Template(root, path: path, folder: folder)
        let scope = try TemplateScope(template, options: options)
        var resources = try TemplateResources(scope)
        try resources.connect()
        return Project(
            templatePath: absolute,
            templateDigest: TemplateFile.digest(of: file),
            folder: folder,
            functions: resources.functions.compactMap(\.configuration),
            apis: resources.apis.map { $0.finished() },
            notes: scope.notes.inLineOrder
        )
    }

    /// The template of a folder: `template.yaml`, `template.yml` or `template.json`, in this order.
    /// - Returns: its path, beginning with `folder` as given; nil when there is none.
    public static func findTemplate(in folder: String) -> String? {
        ["template.yaml", "template.yml", "template.json"]
            .map { folder.isEmpty || folder == "." ? $0 : "\(folder)/\($0)" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}

/// The functions and APIs of a template while they are brought together.
private struct TemplateResources {
    private(set) var functions: [ServerlessFunction] = []
    private(set) var apis: [ServerlessAPI] = []
    private let scope: TemplateScope
    private let globals: Globals

    init(_ scope: TemplateScope) throws(TemplateError) {
        self.scope = scope
        globals = try Globals(scope)
        ResourceType.noteUnknowable(in: scope)
        for resource in scope.template.resources where try scope.isPresent(resource) {
            switch resource.type {
            case ResourceType.serverlessFunction, ResourceType.plainFunction:
                try add(ServerlessFunction(resource, globals: globals, in: scope), resource)
            case ResourceType.httpAPI, ResourceType.restAPI:
                apis.append(try ServerlessAPI(resource, globals: globals, in: scope))
            default:
                try ResourceType.noteOther(resource, in: scope)
            }
        }
    }

    /// Definitions first, then the events of the functions in their order.
    mutating func connect() throws(TemplateError) {
        for index in apis.indices {
            guard let document = apis[index].definition else { continue }
            let definition = try OpenAPIDefinition(document, of: apis[index], functions: functions)
            try definition.add(to: &apis[index])
        }
        for function in functions {
            for entry in function.events {
                guard let event = try RouteEvent(entry, of: function, in: scope),
                    let index = try apiIndex(for: event, at: entry.keyPlace)
                else { continue }
                try event.add(to: &apis[index])
            }
        }
    }

    private mutating func add(
        _ function: ServerlessFunction,
        _ resource: TemplateResource
    ) throws(TemplateError) {
        if let first = functions.first(where: { $0.name == function.name }) {
            throw TemplateError(
                .invalidValue,
                at: resource.place,
                "functions '\(first.logicalID)' and '\(function.logicalID)' "
                    + "both have the name '\(function.name)'",
                hint: "give one of them another FunctionName"
            )
        }
        functions.append(function)
    }

    /// The API of an event: the one it names, or the implicit one, made when it is first needed.
    private mutating func apiIndex(
        for event: RouteEvent,
        at place: Place
    ) throws(TemplateError) -> Int? {
        if let (id, place) = try event.apiReference() {
            let index = apis.firstIndex {
                $0.configuration.apiID == id || $0.configuration.logicalID == id
            }
            if let index { return index }
            guard id == APIConfiguration.apiID(for: event.implicitAPI) || id == event.implicitAPI
            else {
                scope.note(
                    .unsupported,
                    at: place,
                    "\(event.owner) names the API '\(nameOfAPI(id))', "
                        + "which is not served: neither is its route"
                )
                return nil
            }
        }
        if let index = apis.firstIndex(where: { $0.configuration.logicalID == event.implicitAPI }) {
            return index
        }
        apis.append(
            try ServerlessAPI(implicit: event.kind, globals: globals, at: place, in: scope)
        )
        return apis.count - 1
    }

    /// The logical id behind an API id that a `Ref` gave.
    private func nameOfAPI(_ id: String) -> String {
        scope.template.resources.first { APIConfiguration.apiID(for: $0.logicalID) == id }?
            .logicalID ?? id
    }
}

extension [TemplateNote] {
    /// By line; notes of the same line in the order they were made.
    fileprivate var inLineOrder: [TemplateNote] {
        enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}
