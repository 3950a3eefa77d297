import Flows
import Queries

/// What functions and their runtime wrote in a query's window, a row a line: the function's own lines
/// from `log_line`, the platform's computed from `attempt_state`, as ``Flow/logLines(_:)`` has them.
final class FunctionLogSource {
    /// One kind of line: where its rows come from.
    private struct Arm {
        /// Nil for the function's own lines.
        var source: LogLine.Source?
        /// Which rows of `attempt_state` have such a line.
        var condition = ""
        /// When it was written, in microseconds since 1970.
        var time: String
        /// Its place among the lines of its flow.
        var order: String
        /// The position of the event that it comes from.
        var position: String
        var text: String
    }

    private let groups: [SourceClause.LogGroupName]
    private let scope: QueryScope
    /// Whether a column asks for something of the flow.
    private var needsFlow = false

    private init(_ groups: [SourceClause.LogGroupName], _ scope: QueryScope) {
        self.groups = groups
        self.scope = scope
    }

    static func relation(
        of groups: [SourceClause.LogGroupName],
        in scope: QueryScope
    ) -> Relation {
        let source = FunctionLogSource(groups, scope)
        return scope.relation(
            { source.texts },
            define: { name, range throws(QueryError) in try source.column(name, at: range) }
        )
    }

    // MARK: Rows

    private static let ownLine = Arm(
        time: "l.at",
        order: "l.id * 16 + 4",
        position: "l.id >> 24",
        text: "l.text"
    )

    private static let hasStart =
        "(a.started_position IS NOT NULL OR a.outcome IN ('result', 'error') "
        + "OR a.duration_us IS NOT NULL)"
    private static let hasEnd = "a.ended_position IS NOT NULL AND \(hasStart)"

    /// The function's lines of the end's event are written before what the platform says of it.
    private static func afterEnd(_ rank: Int) -> String {
        "(a.ended_position << 24 | 0xFFFFFF) * 16 + \(rank)"
    }

    private static let firstInitLine = """
        (SELECT l.at FROM log_line l JOIN log_event e ON e.position = l.id >> 24
            WHERE l.first_position = a.first_position AND l.id >> 24 > a.position
            AND l.id >> 24 < coalesce((SELECT min(b.position) FROM attempt_state b
                WHERE b.first_position = a.first_position AND b.position > a.position), 1 << 40)
            AND json_extract(e.data, '$.init') ORDER BY l.id LIMIT 1)
        """

    private static func data(at position: String) -> String {
        "(SELECT e.data FROM log_event e WHERE e.position = \(position))"
    }

    /// The start follows an initialisation that failed.
    private static let startTime = """
        coalesce(a.started_at, CASE a.outcome WHEN 'initFailure' THEN a.ended_at END, a.triggered_at)
        """
    private static let startPosition = """
        coalesce(a.started_position, CASE a.outcome WHEN 'initFailure' THEN a.ended_position END, \
        a.position)
        """

    private static let platformLines: [Arm] = [
        Arm(
            source: .initStart,
            condition: "(a.cold = 1 OR a.outcome = 'initFailure')",
            time: "coalesce(\(firstInitLine), a.triggered_at)",
            order: "(a.position << 24) * 16",
            position: "coalesce(a.started_position, a.position)",
            text: "init_start_line(\(data(at: "a.started_position")))"
        ),
        Arm(
            source: .initReport,
            condition: "a.outcome = 'initFailure' AND a.init_us IS NOT NULL",
            time: "coalesce(a.ended_at, \(startTime))",
            order: afterEnd(0),
            position: "a.ended_position",
            text: "init_report_line(a.init_us, a.error_type)"
        ),
        Arm(
            source: .start,
            condition: hasStart,
            time: startTime,
            order: """
                CASE WHEN a.started_position IS NULL AND a.outcome = 'initFailure' THEN \(afterEnd(1)) \
                ELSE (\(startPosition) << 24) * 16 + 1 END
                """,
            position: startPosition,
            text: "start_line(f.flow_id, f.kind)"
        ),
        Arm(
            source: .timeout,
            condition: "\(hasEnd) AND a.outcome = 'timeout' AND a.duration_us IS NOT NULL",
            time: "a.ended_at",
            order: afterEnd(2),
            position: "a.ended_position",
            text: "timeout_line(f.flow_id, f.kind, a.ended_at, a.duration_us)"
        ),
        exit(line: 0), exit(line: 1),
        Arm(
            source: .end,
            condition: hasEnd,
            time: "a.ended_at",
            order: afterEnd(5),
            position: "a.ended_position",
            text: "end_line(f.flow_id, f.kind)"
        ),
        Arm(
            source: .report,
            condition: "\(hasEnd) AND a.duration_us IS NOT NULL",
            time: "a.ended_at",
            order: afterEnd(6),
            position: "a.ended_position",
            text: """
                report_line(f.flow_id, f.kind, a.outcome, a.error_type, a.duration_us, a.billed_ms, \
                a.memory_size_mb, a.memory_used_mb, a.init_us)
                """
        ),
    ]

    private static func exit(line: Int) -> Arm {
        Arm(
            source: .exit,
            condition: "\(hasEnd) AND a.outcome IN ('exit', 'signal')",
            time: "a.ended_at",
            order: afterEnd(3 + line),
            position: "a.ended_position",
            text: "exit_line(f.flow_id, f.kind, \(data(at: "a.ended_position")), \(line))"
        )
    }

    private static let arms = [ownLine] + platformLines

    private var texts: [String] {
        Self.arms.map { arm in
            let isOwn = arm.source == nil
            let table = isOwn ? "log_line l" : "attempt_state a"
            let alias = isOwn ? "l" : "a"
            let join =
                needsFlow ? " JOIN flow_state f ON f.first_position = \(alias).first_position" : ""
            let window = scope.widePositions
            let place =
                isOwn
                ? "l.id BETWEEN \(window.lowerBound << 24) AND \((window.upperBound << 24) - 1)"
                : "a.position BETWEEN \(window.lowerBound) AND \(window.upperBound - 1)"
            var conditions = [place]
            if !arm.condition.isEmpty { conditions.append(arm.condition) }
            if let since = scope.since { conditions.append("\(arm.time) >= \(since.microseconds)") }
            if let until = scope.until { conditions.append("\(arm.time) < \(until.microseconds)") }
            return "FROM \(table)\(join)\n  WHERE \(conditions.joined(separator: " AND "))"
                + LogGroups.condition(groups, on: "\(alias).function")
        }
    }

    /// The statement that counts the lines of the events at some positions.
    static func countText(
        of groups: [SourceClause.LogGroupName],
        at positions: Range<Int64>
    ) -> String {
        let perAttempt = platformLines.map { "coalesce(\($0.condition), 0)" }
            .joined(separator: " + ")
        return """
            SELECT (SELECT count(*) FROM log_line l
                WHERE l.id BETWEEN \(positions.lowerBound << 24) \
            AND \((positions.upperBound << 24) - 1)\(LogGroups.condition(groups, on: "l.function")))
              + (SELECT coalesce(sum(\(perAttempt)), 0) FROM attempt_state a
                WHERE a.position BETWEEN \(positions.lowerBound) \
            AND \(positions.upperBound - 1)\(LogGroups.condition(groups, on: "a.function")))
            """
    }

    // MARK: Columns

    private func column(
        _ name: FieldName,
        at range: Range<Int>
    ) throws(QueryError) -> Relation.Definition {
        switch name.name {
        case "#order": return .init(Self.arms.map(\.order), .number)
        case "#time": return .init(Self.arms.map(\.time), .number)
        case "#flow":
            return .init(
                Self.arms.map { arm in
                    let alias = arm.source == nil ? "l" : "a"
                    return "(SELECT flow_id FROM flow_state s "
                        + "WHERE s.first_position = \(alias).first_position)"
                },
                .any
            )
        default: break
        }
        switch try QuerySchema.functionLogs.resolve(name, at: range) {
        case .field(let field):
            let sqls = Self.arms.map { sql(field.name, of: $0) }
            if sqls.contains(where: { $0.contains("f.") }) { needsFlow = true }
            return .init(sqls, field.type)
        case .discovered(let path):
            scope.discovered.append(DiscoveredUse(name: name, range: range, groups: groups))
            let term = discovered(path)
            return .init(Self.arms.map { $0.source == nil ? term : "NULL" }, .any)
        case .document: preconditionFailure("log lines have no documents")
        }
    }

    private func discovered(_ path: [String]) -> String {
        let field = DiscoveredPath(path)
        let function = scope.functions.register("json", arguments: 1) { arguments, output in
            guard arguments.kind(0) == .text else { return }
            output.set(field.value(inLine: arguments.bytes(0)), type: .any)
        }
        return "\(function)(l.text)"
    }

    private func sql(_ field: String, of arm: Arm) -> String {
        switch field {
        case "@timestamp": return "\(arm.time) / 1000.0"
        case "@message": return arm.text
        case "@log": return "'/aws/lambda/' || \(arm.source == nil ? "l" : "a").function"
        case "@seq": return arm.position
        case "@ingestionTime":
            return "(SELECT e.recorded_at / 1000.0 FROM log_event e "
                + "WHERE e.position = \(arm.position))"
        case "@function": return arm.source == nil ? "l.function" : "a.function"
        case "@type": return arm.source.map { sqlLiteral($0.rawValue) } ?? "NULL"
        case "@requestId": return "lambda_request_id(f.flow_id, f.kind)"
        case "@xrayTraceId": return "f.trace_id"
        case "@route": return "f.route"
        case "@apiId": return "f.api"
        case "@status": return "f.status"
        case "@state": return "f.state"
        case "@errorType": return "f.error_type"
        case "@replayOf":
            return "CASE WHEN f.replay_of IS NOT NULL THEN \(FlowSource.uuid("f.replay_of")) END"
        case "@logStream":
            return arm.source != nil
                ? "a.environment"
                : """
                (SELECT a.environment FROM attempt_state a WHERE a.first_position = l.first_position \
                AND a.position <= l.id >> 24 ORDER BY a.position DESC LIMIT 1)
                """
        default: return arm.source == .report ? report(field) : "NULL"
        }
    }

    /// What a report says; of times, what is left of them in its text.
    private func report(_ field: String) -> String {
        switch field {
        case "@duration": "(a.duration_us + 5) / 10 / 100.0"
        case "@billedDuration": "a.billed_ms"
        case "@initDuration":
            "CASE WHEN a.outcome <> 'timeout' THEN (a.init_us + 5) / 10 / 100.0 END"
        case "@memorySize": "a.memory_size_mb * 1000000"
        case "@maxMemoryUsed": "a.memory_used_mb * 1000000"
        default: preconditionFailure("the field '\(field)' is in the schema and not here")
        }
    }
}
