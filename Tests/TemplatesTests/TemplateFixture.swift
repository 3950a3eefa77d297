import Flows
import Foundation
import Gateway
import Lambda
import Templates

/// A folder of its own with a template and the files it names, removed after the test.
final class TemplateFixture {
    let folder: String
    let name: String

    /// `files` maps paths to contents, nil for a folder; `executable` are those that may be run.
    init(
        _ template: String = "",
        named name: String = "template.yaml",
        files: [String: String?] = ["app.py": ""],
        executable: [String] = []
    ) throws {
        self.name = name
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("templates-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try write(template, to: name)
        for (path, content) in files {
            if let content { try write(content, to: path) } else { try makeFolder(path) }
        }
        for path in executable {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755],
                ofItemAtPath: "\(folder)/\(path)"
            )
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ content: String, to path: String) throws {
        let parent = URL(fileURLWithPath: "\(folder)/\(path)").deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
    }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(path)",
            withIntermediateDirectories: true
        )
    }

    func read(_ options: TemplateOptions = TemplateOptions()) throws(TemplateError) -> Project {
        try ProjectReader.readTemplate(at: "\(folder)/\(name)", options: options)
    }

    /// What reading the template complains of, the folder shown as `/project`; nil when it is read.
    func complaint(_ options: TemplateOptions = TemplateOptions()) -> String? {
        do {
            _ = try read(options)
            return nil
        } catch {
            return shown(error)
        }
    }

    /// Error and hint, without the folder.
    func shown(_ error: TemplateError) -> String {
        let text = error.description + (error.hint.map { " [\($0)]" } ?? "")
        return hideFolder(text)
    }

    func shown(_ notes: [TemplateNote]) -> [String] {
        notes.map { hideFolder("\($0.severity.rawValue) \($0)") }
    }

    private func hideFolder(_ text: String) -> String {
        text.replacing("\(folder)/", with: "").replacing(folder, with: "/project")
    }
}

/// Reads a template whose resources are given with the indentation of `Resources`.
func project(
    _ template: String,
    files: [String: String?] = ["app.py": ""],
    options: TemplateOptions = TemplateOptions()
) throws -> (project: Project, notes: [String]) {
    let fixture = try TemplateFixture(template, files: files)
    let project = try fixture.read(options)
    return (project, fixture.shown(project.notes))
}

/// What is wrong with a template, or nil.
func complaint(
    _ template: String,
    files: [String: String?] = ["app.py": ""],
    options: TemplateOptions = TemplateOptions()
) throws -> String? {
    try TemplateFixture(template, files: files).complaint(options)
}

extension RouteConfiguration {
    /// `GET /orders -> Orders 2.0 30000 [501: authorizer 'Jwt' at 12]`
    var shown: String {
        let target =
            switch integration {
            case .function(let name): name
            case .fixed(let status, let headers):
                ([String(status)] + headers.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
                    .joined(separator: " ")
            }
        let reasons = unsupported.map { "\($0.feature)\($0.line.map { " at \($0)" } ?? "")" }
        let refused = reasons.isEmpty ? "" : " [501: \(reasons.joined(separator: "; "))]"
        return "\(key) -> \(target) \(payloadFormat.rawValue) \(timeoutMilliseconds)\(refused)"
    }
}

extension APIConfiguration {
    var shownRoutes: [String] { routes.map(\.shown) }
}
