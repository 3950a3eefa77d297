import Flows
import Lambda
import Queries

/// A condition of the query language, asked of live flows at their hand-offs.
struct HoldCondition: Sendable {
    let text: String
    private let condition: Condition
    /// What the names in it stand for: looked up once, not for each flow.
    private let names: [(name: FieldName, meaning: LiveName)]

    /// - `place`: where it is asked; a name that has no value there yet would never be met.
    /// - Throws: ``HoldingError`` with the bytes that are wrong.
    init(_ text: String, at place: HoldPoint) throws(HoldingError) {
        self.text = text
        do throws(QueryError) {
            let (expression, end) = try parseCondition(text)
            guard end == text.utf8.count else {
                throw QueryError("the condition ends before this", at: end..<text.utf8.count)
            }
            let now = Double(Timestamp.now().microseconds) / 1000
            // There is no window: what is asked of comes after now.
            let context = QueryContext(now: now, start: now, end: now)
            condition = try Condition(expression, in: .flows, context: context)
            names = try expression.fields.map { field throws(QueryError) in
                let name = LiveName(try QuerySchema.flows.resolve(field.name, at: field.range))
                try Self.check(name, field.name, at: place, field.range)
                return (field.name, name)
            }
        } catch {
            throw HoldingError(
                .invalid,
                error.description,
                hint: error.hint,
                range: error.range
            )
        }
    }

    private static func check(
        _ name: LiveName,
        _ field: FieldName,
        at place: HoldPoint,
        _ range: Range<Int>
    ) throws(QueryError) {
        let first = name.firstKnown
        guard let first, first.rawValue <= place.handOff.rawValue else {
            let when =
                first.map { "it is known from before \($0.nextStep.name) on" }
                ?? "it is known when the flow has ended, as in ls where …"
            throw QueryError(
                "\(field.text) is not known \(place.asPlace)",
                at: range,
                hint: "\(when); known here: \(LiveName.known(at: place.handOff))"
            )
        }
    }

    func isMet(by handOff: HandOff) -> Bool {
        condition.holds(for: LiveFields(handOff, names: names))
    }
}

extension Expression {
    /// Every field in it, with its place.
    fileprivate var fields: [(name: FieldName, range: Range<Int>)] {
        if case .field(let name) = node { return [(name, range)] }
        return children.flatMap(\.fields)
    }
}
