/// A table or view that statements may name.
public struct SQLTable: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var name: String
        /// As declared; empty for a view's expression.
        public var type: String

        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    public var name: String
    public var isView: Bool
    public var columns: [Column]

    public init(name: String, isView: Bool, columns: [Column]) {
        self.name = name
        self.isView = isView
        self.columns = columns
    }
}
