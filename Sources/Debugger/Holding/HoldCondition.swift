import Flows
import Lambda
import Queries

/// A condition of the query language, asked of a flow at a hand-off.
struct HoldCondition: Sendable {
    let text: String
    private let expression: Expression

    /// - Throws: ``HoldingError`` with the bytes that are wrong.
    init(_ text: String) throws(HoldingError) {
        self.text = text
        do {
            let (expression, end) = try parseCondition(text)
            guard end == text.utf8.count else {
                throw QueryError("the condition ends before this", at: end..<text.utf8.count)
            }
            self.expression = expression
        } catch let error as QueryError {
            throw HoldingError(
                .invalid,
                error.description,
                hint: error.hint,
                range: error.range
            )
        } catch {
            throw HoldingError(.invalid, "\(error)")
        }
    }

    func isMet(by handOff: HandOff) -> Bool { true }
}
