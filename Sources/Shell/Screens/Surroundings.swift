import EventStore
import Flows

/// What the rest of the log adds to the story of one flow.
struct Surroundings: Equatable {
    /// Flows that came to the same end, and the line that lists them.
    struct Alike: Equatable {
        var count: Int
        /// False: there may be more than were looked at.
        var isExact: Bool
        /// `error.type = "KeyError" and function = "orders"`
        var condition: String
    }

    /// Nil for a flow that went well.
    var alike: Alike?
    /// The routes through which requests went lately, of the flow's own API.
    var routes: [String] = []
    /// The functions that ran lately.
    var functions: [String] = []
}

/// How many rows of a listing are looked through.
private let rowLimit = 1000

/// What «lately» is: an hour.
private let span: Int64 = 3_600_000_000

extension Session {
    func surroundings(of facts: FlowFacts) throws(ShellError) -> Surroundings {
        var surroundings = Surroundings()
        let summary = FlowSummary(facts.flow)
        if let likeness = Likeness(summary) {
            surroundings.alike = try alike(likeness, summary)
        }
        guard let cause = facts.flow.rejected?.cause, cause == .noRoute || cause == .noFunction
        else { return surroundings }
        var listing = FlowListing()
        listing.limit = rowLimit
        let recent = try flows(listing).flows
        let routes = recent.filter { $0.api == summary.api }.compactMap(\.route)
        surroundings.routes = Set(routes).filter { $0 != "$default" }.sorted()
        surroundings.functions = Set(recent.compactMap(\.function)).sorted()
        return surroundings
    }

    private func alike(
        _ likeness: Likeness,
        _ flow: FlowSummary
    ) throws(ShellError) -> Surroundings.Alike {
        var listing = FlowListing()
        listing.since = now.advanced(byMicroseconds: -span)
        listing.failedOnly = flow.outcome?.isFailure == true
        listing.function = flow.function
        listing.limit = rowLimit
        let page = try flows(listing)
        let count = page.flows.count { $0.id != flow.id && Likeness($0) == likeness }
        return Surroundings.Alike(
            count: count,
            isExact: page.matched <= page.flows.count,
            condition: likeness.condition
        )
    }
}

/// What makes two failures the same: the error and the function, or the refusal and the path.
private struct Likeness: Equatable {
    let cause: String
    let errorType: String?
    let function: String?
    /// Of a refused request only.
    let path: String?

    /// Nil for a flow that did not fail.
    init?(_ flow: FlowSummary) {
        guard let outcome = flow.outcome, let cause = flow.cause else { return nil }
        guard outcome.isFailure || outcome == .abandoned || flow.state == "rejected" else {
            return nil
        }
        self.cause = cause
        errorType = flow.errorType
        function = flow.function
        path = flow.state == "rejected" ? flow.path : nil
    }

    var condition: String {
        var terms = [
            errorType.map { "error.type = \(conditionLiteral($0))" }
                ?? "cause = \(conditionLiteral(cause))"
        ]
        if let function {
            terms.append("function = \(conditionLiteral(function))")
        } else if path == nil {
            terms.append("not isPresent(function)")
        }
        if let path { terms.append("path = \(conditionLiteral(path))") }
        return terms.joined(separator: " and ")
    }
}

/// A string of the condition language.
func conditionLiteral(_ text: String) -> String {
    var result = "\""
    for character in text {
        if character == "\"" || character == "\\" { result.append("\\") }
        result.append(character)
    }
    return result + "\""
}
