import Queries
import Testing

/// The samples of the documentation's example page, and what must not be accepted.
struct SampleQueriesTests {
    @Test(
        arguments: [
            "fields @timestamp, @message | sort @timestamp desc | limit 25",
            "filter @message like /Exception/ | stats count(*) as exceptionCount by bin(1h) "
                + "| sort exceptionCount desc",
            "fields @message | filter @message not like /Exception/",
            "fields @timestamp, server, severity, message | sort @timestamp desc "
                + "| dedup server, severity",
            """
            filter @type = "REPORT"
            | stats max(@memorySize / 1000 / 1000) as provisonedMemoryMB,
                min(@maxMemoryUsed / 1000 / 1000) as smallestMemoryRequestMB,
                avg(@maxMemoryUsed / 1000 / 1000) as avgMemoryUsedMB,
                max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB,
                provisonedMemoryMB - maxMemoryUsedMB as overProvisionedMB
            """,
            "filter @type = \"REPORT\" | stats avg(@duration), max(@duration), min(@duration) "
                + "by bin(5m)",
            "fields @timestamp, @requestId, @message, @logStream "
                + "| filter @type = \"REPORT\" and @duration > 1000 | sort @timestamp desc "
                + "| dedup @requestId | limit 20",
            "filter @type=\"REPORT\" | stats count() as n, avg(@initDuration), "
                + "sum(strcontains(@message,\"Init Duration\")) by bin(10m)",
            "fields @timestamp, status, ip, path, httpMethod "
                + "| filter status>=400 and status<=499 | sort @timestamp desc | limit 10",
            "fields @timestamp, status, ip, path, httpMethod, responseLatency "
                + "| sort responseLatency desc | limit 10",
            "stats count(*) as requestCount by path | sort requestCount desc | limit 10",
            "filter status=200 | stats avg(integrationLatency), max(integrationLatency), "
                + "min(integrationLatency) by bin(1m)",
            "filter status >= 500 | join type=inner left=api right=lambda "
                + "where api.requestId=lambda.requestId (SOURCE '/aws/lambda/my-function') "
                + "| fields api.requestId, api.status, lambda.duration",
            "FIELDS strlen(@message) AS message_length "
                + "| STATS sum(message_length)/1024/1024 as logs_mb BY bin(5m) "
                + "| STATS max(logs_mb), min(logs_mb), avg(logs_mb)",
            """
            FIELDS @message
                | PARSE @message "* [*] *" as loggingTime, loggingType, loggingMessage
                | FILTER loggingType IN ["ERROR", "INFO"]
                | DISPLAY loggingMessage, loggingType = "ERROR" as isError
            """,
            "parse @message \"user=*, method:*, latency := *\" as @user, @method, @latency "
                + "| stats avg(@latency) by @method, @user",
            "parse @message /user=(?<user2>.*?), method:(?<method2>.*?),\n"
                + "    latency := (?<latency2>.*?)/ | stats avg(latency2) by method2, user2",
            "STATS countDistinct(client_ip) AS session_ips, count(*) AS requests "
                + "BY session_id, client_platform | FILTER session_ips > 1 "
                + "| STATS count(*) AS multiple_ip_sessions, "
                + "sum(requests) / count(*) AS avg_session_requests BY client_platform",
            "FIELDS strlen(@message) AS message_length "
                + "| STATS sum(message_length) / 1024 / 1024 AS logs_mb BY BIN(5m) as @t "
                + "| STATS max(logs_mb) AS peak_ingest_mb BY dateceil(@t, 10m)",
            "fields jsonParse(@message) as json_message "
                + "| filter json_message.users[1].action = \"PutData\" "
                + "and json_message.`user.id` = \"123\"",
            "fields @timestamp, latency | stats avg(latency) as avg_latency by bin(1m) "
                + "| fillmissing with 0 for avg_latency",
            "filter toMillis(@timestamp) >= (now() * 1000 - 7200000)",
        ]
    )
    func `a documented query is understood`(_ text: String) throws {
        let query = try parseQuery(text)
        #expect(query.warnings.isEmpty)
        #expect(query.range == 0..<text.utf8.count)
    }

    @Test(
        arguments: [
            (
                "sort @timestamp desc | stats count(*)",
                "sort and limit stand after the last stats", "sort"
            ),
            ("limit 3 | stats count(*)", "sort and limit stand after the last stats", "limit"),
            ("dedup x | filter y = 1", "only limit may follow dedup", "filter"),
            (
                (1...11).map { "stats count(*) as c\($0)" }.joined(separator: " | "),
                "a query has at most 10 stats", "stats"
            ),
            (
                "FIELDS @message | STATS SUM(Fault) by Operation | STATS MAX(strlen(@message))",
                "stats left no '@message'", "@message"
            ),
            ("parse @message \"* *\" as x", "the pattern has 2 *, but 1 name", "x"),
            (
                "FIELDS strlen(@message) AS n | STATS sum(n) AS bytes BY @logStream "
                    + "| STATS avg(bytes) BY bin(5m)",
                "bin reads @timestamp, which stats did not keep", "bin(5m)"
            ),
        ]
    )
    func `what the documentation forbids is refused`(
        _ text: String,
        message: String,
        at marked: String
    ) throws {
        let error = try #require(throws: QueryError.self) { try parseQuery(text) }
        #expect(error.description == message)
        #expect(part(of: text, error.range) == marked)
    }

    @Test func `a boolean can be a column`() throws {
        let query = try parseQuery(#"DISPLAY loggingMessage, loggingType = "ERROR" as isError"#)
        guard case .display(let columns) = query.stages[0].command else {
            Issue.record("\(query)")
            return
        }
        #expect(columns.map(\.name) == ["loggingMessage", "isError"])
        #expect(columns[1].source == #"loggingType = "ERROR""#)
    }
}

/// The bytes of `text` in `range`.
func part(of text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
}
