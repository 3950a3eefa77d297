import Flows
import Testing

@testable import Shell

struct ReferenceTests {
    private func short(_ reference: String, _ console: Console) throws -> String {
        let word = Word(reference, range: 0..<reference.utf8.count, line: reference)
        return try console.session.resolveFlow(word).shortID.description
    }

    @Test
    func `ids, rows and relative names`() throws {
        let console = Console()
        #expect(try short("@last", console) == "7f3a9c2f")
        #expect(try short("@-2", console) == "7f3a9c2e")
        #expect(try short("@failed", console) == "7f3a9c2f")
        #expect(try short("7F3A9C21", console) == "7f3a9c21")
        let id = outcomes[1].story.id
        #expect(try short(id.description, console) == "7f3a9c21")
        #expect(try short(id.uuidText(version: 4), console) == "7f3a9c21")
        console.run("ls failed")
        #expect(try short("%2", console) == "7f3a9c2b")
        console.run("steps 7f3a9c20")
        console.run("steps 7f3a9c21")
        #expect(try short(".", console) == "7f3a9c21")
        #expect(try short("@prev", console) == "7f3a9c20")
    }

    @Test
    func `the last listing is kept in a file of mode 0600 for the next process`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/terminal"
            let first = TerminalMemory(logPath: "/log", file: file)
            let ids = outcomes.map(\.story.id)
            first.list(ids)
            first.look(at: ids[0])
            first.look(at: ids[3])
            let second = TerminalMemory(logPath: "/log", file: file)
            #expect(second.listing == ids)
            #expect(second.current == ids[3])
            #expect(second.previous == ids[0])
            let mode = try permissions(of: file)
            #expect(mode == 0o600)
            // Rows of another log mean nothing here.
            #expect(TerminalMemory(logPath: "/other", file: file).listing.isEmpty)
        }
    }
}
