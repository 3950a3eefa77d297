import Testing

@testable import Shell

struct LineKindTests {
    @Test(arguments: [
        ("", LineKind.nothing), ("   ", .nothing), ("# select 1", .nothing), ("ls", .verb),
        (" ls", .verb), ("!ls", .shell), (" ! ls", .shell), ("| limit 5", .query),
        ("filter status > 3", .query), ("FIELDS a", .query), ("where x = 1", .query),
        ("SOURCE 'events' | limit 5", .query), ("source flows", .query), ("stats", .query),
        ("select 1", .sql), ("Select*from flows", .sql), ("WITH a as (select 1)", .sql),
        ("values(1)", .sql), ("pragma table_info(flows)", .sql), ("selected", .verb),
        ("explain query plan select 1", .sql), ("explain select 1", .sql), ("explain %1", .verb),
        ("delete from events", .sql), ("update", .verb), ("set limit 5", .verb), ("st", .verb),
        ("\\x", .verb), ("7f3a", .verb), ("filters", .verb),
    ])
    func `the first word tells what a line is`(line: String, kind: LineKind) {
        #expect(LineKind(line, verbs: verbsWithToys) == kind)
    }

    /// `diff` and `tail` are commands of the query language too.
    enum TailVerb: Command {
        static let name = "tail"
        static let summary = ""
        static let grammar: [String] = []
        static let examples: [(line: String, effect: String)] = []
        static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
            []
        }
        static func run(
            _ arguments: Arguments,
            in session: Session
        ) throws(ShellError) -> CommandResult {
            CommandResult(blocks: [], records: Records(fields: [], rows: []))
        }
    }

    @Test
    func `a verb hides a command of the same name`() {
        #expect(LineKind("tail 5", verbs: []) == .query)
        #expect(LineKind("tail 5", verbs: [TailVerb.self]) == .verb)
    }
}
