import Flows
import Queries

/// The questions behind `top`: the measures of each row, and its requests over time.
struct TopMeasures {
    let keys: [TopKey]
    let condition: Queries.Expression?

    /// Names of rows that keys cannot have.
    private static func alias(_ index: Int) -> String { "key_\(index)" }

    private var by: String {
        keys.enumerated().map { "\($1.text.text) as \(Self.alias($0))" }.joined(separator: ", ")
    }

    /// Keys, then requests, errors, three percentiles, cold starts.
    var table: Pipeline {
        pipeline(
            """
            stats count(*) as requests, sum(if(failed, 1, 0)) as errors, pct(duration, 50) as p50, \
            pct(duration, 95) as p95, pct(duration, 99) as p99, sum(if(cold, 1, 0)) as cold by \(by) \
            | sort requests desc
            """
        )
    }

    /// Keys, the beginning of a bar's time, requests.
    func bars(_ width: Period) -> Pipeline {
        pipeline("stats count(*) as requests by \(by), bin(\(width.text)) as began")
    }

    private func pipeline(_ text: String) -> Pipeline {
        // The keys have been checked: nothing in the text can be wrong.
        guard var pipeline = try? parseQuery(text) else {
            preconditionFailure("a query of `top` cannot be read: \(text)")
        }
        if let condition {
            let filter = Stage(
                .filter(condition),
                range: condition.range,
                keywordRange: condition.range
            )
            pipeline.stages.insert(filter, at: 0)
        }
        return pipeline
    }
}
