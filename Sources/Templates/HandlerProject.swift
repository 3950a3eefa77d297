import Foundation
import Gateway
import Lambda

extension ProjectReader {
    /// Makes a project of a handler without any template: one function, and one HTTP API whose
    /// `$default` route leads to it.
    ///
    /// Without `runtime` the file decides: `app.py` is the newest Python, `app.mjs`, `app.js` and
    /// `app.cjs` the newest Node.js, an executable `bootstrap` is `provided.al2023`.
    /// - Parameters:
    ///   - handler: `app.handler`, `src/app.handler`, or `bootstrap`.
    ///   - folder: where the code is; absolute, or relative to the working directory.
    ///   - runtime: a name of Lambda's such as `python3.13`; nil to infer it.
    /// - Returns: a project without template.
    /// - Throws: when there is no such folder or file, or more than one file that it could be.
    public static func readHandler(
        _ handler: String,
        in folder: String,
        runtime: String?
    ) throws(TemplateError) -> Project {
        let absolute = absolutePath(folder, in: FileManager.default.currentDirectoryPath)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw TemplateError(.unreadable, path: folder, "there is no such folder")
        }
        let (runtime, file) = try infer(runtime, for: handler, in: absolute, named: folder)
        let module = file.split(separator: "/").last ?? "function"
        let name = String(
            (module.split(separator: ".").first ?? module)
                .map {
                    $0.isLetter && $0.isASCII || $0.isNumber && $0.isASCII || $0 == "_" ? $0 : "-"
                }
        )
        let route = RouteConfiguration(
            method: "ANY",
            path: "$default",
            integration: .function(name),
            payloadFormat: .http2,
            timeoutMilliseconds: 30_000
        )
        return Project(
            templatePath: nil,
            folder: absolute,
            functions: [
                FunctionConfiguration(
                    name: name,
                    runtime: runtime,
                    handler: handler,
                    code: .folder(absolute)
                )
            ],
            apis: [
                APIConfiguration(
                    kind: .http,
                    logicalID: ImplicitAPI.http,
                    stage: "$default",
                    routes: [route]
                )
            ]
        )
    }

    /// The runtime and the file that has the handler.
    private static func infer(
        _ given: String?,
        for handler: String,
        in folder: String,
        named: String
    ) throws(TemplateError) -> (runtime: String, file: String) {
        let candidates: [(RuntimeFamily, String)]
        if let given {
            guard let family = RuntimeFamily(given), family.isServed else {
                throw TemplateError(
                    .handler,
                    path: named,
                    "the runtime is '\(given)'; "
                        + "expected one such as python3.13, nodejs22.x or provided.al2023"
                )
            }
            candidates = [(family, given)]
        } else {
            candidates = [
                (.python, RuntimeFamily.newestPython), (.node, RuntimeFamily.newestNode),
            ]
        }
        var found: [(runtime: String, file: String)] = []
        var searched: [String] = []
        for (family, runtime) in candidates {
            let files = family.files(ofHandler: handler)
            searched += files
            let file = files.first { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
            if let file { found.append((runtime, file)) }
        }
        if found.count > 1 {
            throw TemplateError(
                .handler,
                path: named,
                "both \(found[0].file) and \(found[1].file) are there for '\(handler)'; "
                    + "expected one of them",
                hint: "name the runtime, such as \(found[0].runtime)"
            )
        }
        if let only = found.first { return only }
        let bootstrap = "\(folder)/bootstrap"
        if given == nil, FileManager.default.isExecutableFile(atPath: bootstrap) {
            return (RuntimeFamily.newestProvided, "bootstrap")
        }
        throw missing(handler, searched: searched, in: named, bootstrap: bootstrap)
    }

    private static func missing(
        _ handler: String,
        searched: [String],
        in folder: String,
        bootstrap: String
    ) -> TemplateError {
        if FileManager.default.fileExists(atPath: bootstrap) {
            return TemplateError(
                .handler,
                path: folder,
                "'bootstrap' is there and is not executable",
                hint: "chmod +x bootstrap"
            )
        }
        guard !searched.isEmpty else {
            return TemplateError(
                .handler,
                path: folder,
                "'\(handler)' is no handler; expected FILE.FUNCTION, such as app.handler"
            )
        }
        return TemplateError(
            .handler,
            path: folder,
            "there is no file for the handler '\(handler)'; "
                + "expected one of \(searched.joined(separator: ", ")), "
                + "or an executable 'bootstrap'"
        )
    }
}
