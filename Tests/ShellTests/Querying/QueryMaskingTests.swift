import EventStore
import Flows
import Testing

@testable import Shell

/// Masked names in the answers of `query`, `top` and `sql`, over a log in a file.
struct QueryMaskingTests {
    private static let secrets = [
        "Bearer abc", "Bearer xyz", "s=1", "hunter2", "swordfish", "k-99",
    ]

    /// Three requests with credentials of two people, and a function that logs JSON.
    private func recorded() async throws -> GrowingLog {
        let log = try GrowingLog()
        for (index, person) in ["Bearer abc", "Bearer xyz", "Bearer xyz"].enumerated() {
            let start = Story.noon.advanced(byMicroseconds: Int64(index) * 1_000_000)
            var story = Story(short: 0x2000_0000 + UInt32(index), at: start)
            story.sent(
                target: "/orders?token=swordfish&q=1",
                body: #"{"user":"ada","password":"hunter2"}"#,
                headers: [
                    ("Authorization", person), ("Cookie", "s=1"), ("X-Api-Key", "k-99"),
                    ("Host", "shop"),
                ]
            )
            story.triggered()
            story.started(cold: false)
            story.executed(after: 2, log: [#"{"level":"info","apiSecret":"hunter2","n":1}"#])
            story.returned(201, after: 2.1, gateway: false)
            story.displayed(after: 2.2)
            try await log.add(story)
        }
        return log
    }

    private func answer(_ line: String, of log: GrowingLog) -> String {
        let path = log.path
        let console = Console(logPath: path) { () throws(LogError) -> any FlowLog in
            try LogReader(path: path)
        }
        #expect(console.run(line) == 0, "\(console.errors)")
        return console.output
    }

    @Test(arguments: [
        "fields request.headers.authorization, request.headers.cookie, request.body.password, request.query.token",
        "fields request.headers.authorization as a, concat('<', a, '>') as b, substr(a, 7) as c",
        "fields request.headers | limit 2", "fields request.body, toupper(path)",
        "fields substr(request.body, 2) as cut, request.target, request", "fields event, result",
        "fields split(request.target, '?') as parts",
        "stats count(*) by request.headers.authorization",
        "stats count(*), values(request.headers.cookie), latest(request.body) by request.body",
        "parse request.body '*:*' as a, b", "SOURCE '/aws/lambda' | fields @message, apiSecret",
        "SOURCE '/aws/lambda' | pattern @message",
        "SOURCE '/aws/lambda' | parse @message '*,*' as a, b", "dedup request.headers.cookie",
    ])
    func `query showed what stands under masked names`(query: String) async throws {
        let log = try await recorded()
        for format in ["table", "json", "jsonl", "tsv", "csv", "md", "expanded"] {
            let text = answer("query -o \(format) \(query)", of: log)
            for secret in Self.secrets { #expect(!text.contains(secret), "\(format): \(text)") }
        }
        await log.close()
    }

    @Test func `conditions and groups go by the true values`() async throws {
        let log = try await recorded()
        let groups = answer(
            "query -o tsv stats count(*) as n by request.headers.authorization as a | sort n",
            of: log
        )
        #expect(groups == "a\tn\n‹masked›\t1\n‹masked›\t2\n")
        let filtered = answer(
            "query -o tsv filter request.headers.authorization = 'Bearer xyz' | stats count(*) as n",
            of: log
        )
        #expect(filtered == "n\n2\n")
        let told = answer(
            "query -o tsv fields strlen(request.headers.authorization) as l, request.body.user as u | limit 1",
            of: log
        )
        #expect(told == "l\tu\n10\tada\n")
        await log.close()
    }

    @Test func `top showed what stands under masked names, also in the next command`() async throws
    {
        let log = try await recorded()
        for name in [
            "request.headers.authorization", "request.headers.`x-api-key`", "request.body",
        ] {
            for format in ["table", "jsonl"] {
                let text = answer("top by '\(name)' -o \(format)", of: log)
                #expect(text.contains("‹masked›"), "\(text)")
                for secret in Self.secrets { #expect(!text.contains(secret), "\(text)") }
            }
        }
        let rows = answer("top by request.headers.authorization -o tsv", of: log)
        #expect(rows.split(separator: "\n").count == 3, "\(rows)")
        #expect(
            answer("top by request.headers.authorization", of: log)
                .contains("ls where ispresent(request.headers.authorization)")
        )
        await log.close()
    }

    @Test func `sql masks by the names that it still has`() async throws {
        let log = try await recorded()
        let text = answer(
            """
            sql -o tsv select 'hunter2' as password, json_object('password', 'hunter2', 'n', 1) as j, \
            '{"head":1}{"password":"hunter2"}' as m, 'x' as plain
            """,
            of: log
        )
        #expect(!text.contains("hunter2"), "\(text)")
        #expect(text.hasSuffix("\tx\n"), "\(text)")
        await log.close()
    }

    @Test func `a log line that is JSON showed what stands under masked names`() async throws {
        let log = try await recorded()
        for format in ["table", "jsonl"] {
            let text = answer("logs 20000000 -o \(format)", of: log)
            #expect(text.contains("‹masked›") && !text.contains("hunter2"), "\(text)")
        }
        await log.close()
    }
}
