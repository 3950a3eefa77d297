/// The names that the rows of one source have, with their types.
public struct QuerySchema: Sendable {
    public struct Field: Equatable, Sendable {
        /// As people write it: `status`, `error.type`, `@billedDuration`.
        public var name: String
        /// Other spellings: `errorType`, `error_type`.
        public var aliases: [String]
        public var type: QueryType
        public var summary: String

        public init(
            _ name: String,
            aliases: [String] = [],
            _ type: QueryType,
            _ summary: String
        ) {
            self.name = name
            self.aliases = aliases
            self.type = type
            self.summary = summary
        }
    }

    /// `flows`, `events`, `/aws/lambda`, `/aws/apigateway`: for messages.
    public var name: String
    public var fields: [Field]
    /// Documents whose members are names too: `request.headers.x`, `event.…`; the rest of the name is
    /// a path into them. Of type ``QueryType/any``.
    public var documents: [Field]
    /// Whether names that are not listed may be members of a JSON log line.
    public var hasDiscoveredFields: Bool
    /// What is known of a document's members, by the document's name.
    public var members: [String: [Field]] = [:]
    /// Documents that have no other members than the known ones.
    public var closedDocuments: Set<String> = []

    public init(
        name: String,
        fields: [Field],
        documents: [Field] = [],
        hasDiscoveredFields: Bool = false
    ) {
        self.name = name
        self.fields = fields
        self.documents = documents
        self.hasDiscoveredFields = hasDiscoveredFields
    }
}
