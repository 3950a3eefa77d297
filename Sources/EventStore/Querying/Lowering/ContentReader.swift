import Flows
import GRDB
import GRDBSQLite
import Queries

/// Reads contents of flows for the conditions of a query, on the query's own connection and in its
/// snapshot: one flow at a time, each content at most once.
final class ContentReader {
    private let connection: OpaquePointer
    private var statements: (find: PreparedStatement, read: PreparedStatement)?
    private var flow: FlowID?
    private var contents: [ContentName: [UInt8]?] = [:]
    private var messages: [ContentName: MessageFields?] = [:]

    init(_ connection: OpaquePointer) { self.connection = connection }

    /// The value at a path of one of the documents `request`, `response`, `event` and `result`.
    func value(_ document: String, _ path: [String], of flow: FlowID) throws -> QueryValue {
        if flow != self.flow {
            self.flow = flow
            contents.removeAll(keepingCapacity: true)
            messages.removeAll(keepingCapacity: true)
        }
        switch document {
        case "request": return try message(.request)?.value(of: path) ?? .null
        case "response": return try message(.response)?.value(of: path) ?? .null
        case "event": return FlowFields.value(path, inDocument: try content(.event))
        default: return FlowFields.value(path, inDocument: try content(.result))
        }
    }

    private func message(_ name: ContentName) throws -> MessageFields? {
        if let known = messages[name] { return known }
        let message = try content(name).flatMap { MessageFields(message: $0) }
        messages[name] = .some(message)
        return message
    }

    private func content(_ name: ContentName) throws -> [UInt8]? {
        if let known = contents[name] { return known }
        let bytes = try read(name)
        contents[name] = .some(bytes)
        return bytes
    }

    /// The last content of that name among the flow's events.
    private func read(_ name: ContentName) throws -> [UInt8]? {
        let (find, read) = try prepared()
        find.reset()
        defer { find.reset() }
        flow!.bytes.withUnsafeBytes {
            _ = sqlite3_bind_blob(find.pointer, 1, $0.baseAddress, 16, sqliteCopied)
        }
        sqlite3_bind_int(find.pointer, 2, Int32(name.rawValue))
        while try find.step() {
            let bytes = find.blob(1)
            if find.integer(0) == 0 { return bytes }
            let whole = try ContentPieces.assemble(bytes) { id in
                read.reset()
                defer { read.reset() }
                sqlite3_bind_int64(read.pointer, 1, id)
                return try read.step() ? read.blob(0) : nil
            }
            if let whole { return whole }
        }
        return nil
    }

    private func prepared() throws -> (find: PreparedStatement, read: PreparedStatement) {
        if let statements { return statements }
        let find = try PreparedStatement(
            connection,
            sql: """
                SELECT c.form, c.bytes FROM log_event e
                JOIN log_content c ON c.id = e.position * 8 + ?2
                WHERE e.stream_id = ?1 ORDER BY e.revision DESC
                """
        )
        let read = try PreparedStatement(
            connection,
            sql: "SELECT bytes FROM log_content WHERE id = ?"
        )
        statements = (find, read)
        return (find, read)
    }
}
