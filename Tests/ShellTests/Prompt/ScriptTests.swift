import Foundation
import Testing

@testable import Shell

struct ScriptTests {
    @Test
    func `lines of -c run in order and stop at the first error`() {
        let console = Console(columns: nil)
        let sources: [ScriptSource] = [
            .line("ls failed -n 1 -o csv"), .line("lss"), .line("help quit"),
        ]
        #expect(runScripts(sources, by: console.runner, keepsGoing: false) == 2)
        #expect(console.output.hasPrefix("id,shortId"))
        #expect(!console.output.contains("leave the shell"))
        #expect(console.errors.contains("did you mean ls?"))
    }

    @Test
    func `with -k they go on, and the highest exit code stays`() {
        let console = Console(columns: nil)
        let code = runScripts(
            [.line("lss"), .line("help quit")],
            by: console.runner,
            keepsGoing: true
        )
        #expect(code == 2)
        #expect(console.output.contains("leave the shell"))
    }

    @Test
    func `a file runs line by line, comments and empty lines do nothing, quit ends it`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/script"
            try "# a comment\n\nhelp quit\nset time local\nquit\nlss".write(
                toFile: file,
                atomically: true,
                encoding: .utf8
            )
            let console = Console(columns: nil)
            #expect(runScripts([.file(file)], by: console.runner, keepsGoing: false) == 0)
            #expect(console.errors.isEmpty)
            #expect(console.session.defaults.zone == .local)
            #expect(console.session.isOver)
        }
    }

    @Test
    func `a file that is not there is an error with its name`() {
        let console = Console(columns: nil)
        #expect(runScripts([.file("/none/script")], by: console.runner, keepsGoing: false) == 2)
        #expect(console.errors.contains("cannot read /none/script"))
    }

    @Test
    func `an error in a file names its line`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/script"
            try "help quit\nlss\n".write(toFile: file, atomically: true, encoding: .utf8)
            let console = Console(columns: nil)
            #expect(runScripts([.file(file)], by: console.runner, keepsGoing: false) == 2)
            #expect(console.errors.hasSuffix(" in \(file), line 2\n"))
        }
    }

    @Test
    func `options of the shell`() throws {
        let options = try ShellOptions([
            "-c", "ls", "-k", "-f", "-", "--utc", "-o", "json", "--color", "never",
        ])
        #expect(options.sources == [.line("ls"), .standardInput])
        #expect(options.keepsGoing)
        #expect(options.settings.zone == .utc)
        #expect(options.settings.output == .json)
        #expect(options.settings.colour == .never)
        #expect(throws: ShellError.self) { try ShellOptions(["-c"]) }
        #expect(throws: ShellError.self) { try ShellOptions(["--utcc"]) }
        #expect(throws: ShellError.self) { try ShellOptions(["-o", "jsn"]) }
    }

    @Test
    func `the log is found from any folder below it`() throws {
        try withTemporaryFolder { folder in
            let inner = folder + "/a/b"
            try FileManager.default.createDirectory(
                atPath: inner,
                withIntermediateDirectories: true
            )
            #expect(findLog(from: inner)?.hasPrefix(folder) != true)
            try FileManager.default.createDirectory(
                atPath: folder + "/.waybill",
                withIntermediateDirectories: true
            )
            try Data().write(to: URL(filePath: folder + "/.waybill/log.sqlite"))
            #expect(findLog(from: inner)?.hasSuffix("/.waybill/log.sqlite") == true)
        }
    }
}
