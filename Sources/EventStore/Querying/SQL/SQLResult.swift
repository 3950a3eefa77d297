/// What a statement gave.
public struct SQLResult: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var name: String
        /// The type that the table declares, such as `TEXT`; nil for an expression.
        public var declaredType: String?

        public init(name: String, declaredType: String?) {
            self.name = name
            self.declaredType = declaredType
        }
    }

    public var columns: [Column]
    public var rows: [[SQLValue]]
    /// Whether the limit of rows or bytes cut it: there are more.
    public var isCut: Bool

    public init(columns: [Column], rows: [[SQLValue]], isCut: Bool) {
        self.columns = columns
        self.rows = rows
        self.isCut = isCut
    }
}
