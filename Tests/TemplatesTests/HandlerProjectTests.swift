import Gateway
import Lambda
import Templates
import Testing

/// `waybill up app.handler`, without a template.
@Suite struct HandlerProjectTests {
    private func read(
        _ handler: String,
        files: [String],
        executable: [String] = [],
        runtime: String? = nil
    ) throws -> (Project, folder: String) {
        let contents = Dictionary(uniqueKeysWithValues: files.map { ($0, "" as String?) })
        let fixture = try TemplateFixture(files: contents, executable: executable)
        return (
            try ProjectReader.readHandler(handler, in: fixture.folder, runtime: runtime),
            fixture.folder
        )
    }

    private func complaint(
        _ handler: String,
        files: [String],
        runtime: String? = nil
    ) throws -> String? {
        let contents = Dictionary(uniqueKeysWithValues: files.map { ($0, "" as String?) })
        let fixture = try TemplateFixture(files: contents)
        do {
            _ = try ProjectReader.readHandler(handler, in: fixture.folder, runtime: runtime)
            return nil
        } catch {
            return fixture.shown(error)
        }
    }

    @Test func `a handler becomes one function behind one HTTP API`() throws {
        let (project, folder) = try read("app.handler", files: ["app.py"])
        #expect(project.templatePath == nil)
        #expect(project.folder == folder)
        #expect(
            project.functions == [
                FunctionConfiguration(
                    name: "app",
                    runtime: "python3.14",
                    handler: "app.handler",
                    code: .folder(folder)
                )
            ]
        )
        #expect(project.apis.map(\.kind) == [.http])
        #expect(project.apis.map(\.stage) == ["$default"])
        #expect(project.apis.first?.shownRoutes == ["$default -> app 2.0 30000"])
        #expect(project.notes.isEmpty)
    }

    @Test(arguments: [
        ("app.handler", "app.mjs", nil, "nodejs24.x", "app"),
        ("app.handler", "app.js", nil, "nodejs24.x", "app"),
        ("app.handler", "app.js", "nodejs20.x", "nodejs20.x", "app"),
        ("src/web.app.handler", "src/web.cjs", nil, "nodejs24.x", "web"),
        ("src/web.handler", "src/web.py", "python3.11", "python3.11", "web"),
        ("pack.web.handler", "pack/web.py", nil, "python3.14", "web"),
        ("bootstrap", "bootstrap", nil, "provided.al2023", "bootstrap"),
        ("anything", "bootstrap", "provided.al2", "provided.al2", "bootstrap"),
    ])
    func `the file decides about the runtime`(
        handler: String,
        file: String,
        given: String?,
        runtime: String,
        name: String
    ) throws {
        let executable = file == "bootstrap" ? [file] : []
        let (project, _) = try read(
            handler,
            files: [file],
            executable: executable,
            runtime: given
        )
        #expect(project.functions.map(\.runtime) == [runtime])
        #expect(project.functions.map(\.name) == [name])
    }

    @Test(
        arguments: [
            (
                "app.handler", ["other.py"], nil,
                "/project: there is no file for the handler 'app.handler'; expected one of app.py, "
                    + "app/__init__.py, app.js, app.mjs, app.cjs, or an executable 'bootstrap'"
            ),
            (
                "app.handler", ["app.py", "app.mjs"], nil,
                "/project: both app.py and app.mjs are there for 'app.handler'; expected one of them "
                    + "[name the runtime, such as python3.14]"
            ),
            (
                "app.handler", ["app.py"], "ruby3.3",
                "/project: the runtime is 'ruby3.3'; "
                    + "expected one such as python3.13, nodejs22.x or provided.al2023"
            ),
            (
                "app.handler", ["app.py"], "nodejs22.x",
                "/project: there is no file for the handler 'app.handler'; expected one of app.js, "
                    + "app.mjs, app.cjs, or an executable 'bootstrap'"
            ),
            (
                "bootstrap", ["bootstrap"], nil,
                "/project: 'bootstrap' is there and is not executable [chmod +x bootstrap]"
            ),
        ] as [(String, [String], String?, String)]
    )
    func `a handler that is not there is an error`(
        handler: String,
        files: [String],
        runtime: String?,
        expected: String
    ) throws {
        #expect(try complaint(handler, files: files, runtime: runtime) == expected)
    }

    @Test func `a folder that is not there is named`() throws {
        #expect {
            try ProjectReader.readHandler("app.handler", in: "/no/such/folder", runtime: nil)
        } throws: {
            "\($0)" == "/no/such/folder: there is no such folder"
        }
    }
}
