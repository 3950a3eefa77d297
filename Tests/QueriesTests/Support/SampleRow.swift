import Queries

/// A row of given values.
struct SampleRow: QueryRow {
    var values: [String: QueryValue] = [:]

    func value(of name: FieldName) -> QueryValue { values[name.name] ?? .null }
}

extension QueryContext {
    /// Noon of 2026-11-22, with the hour before as the window.
    static let sample = QueryContext(
        now: 1_795_348_800_500,
        start: 1_795_345_200_500,
        end: 1_795_348_800_500
    )
}

/// The value of a written expression.
func value(_ text: String, _ row: SampleRow = SampleRow()) throws -> QueryValue {
    let (expression, end) = try parseCondition(text)
    precondition(end == text.utf8.count, "'\(text)' is read up to \(end) only")
    return try expression.value(in: row, context: .sample)
}
