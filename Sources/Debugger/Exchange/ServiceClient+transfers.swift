import EventStore
import Flows

extension ServiceClient {
    /// Puts an export on record.
    func record(_ export: ExportRecord) throws(ServiceError) {
        _ = try post("/exports", export.json)
    }

    /// The handler of a function, `app.handler`, as the service's status tells it; nil when it does not.
    public func handler(ofFunction name: String) -> String? {
        guard let status = try? JSONNode(status()),
            let function = status["functions"]?.elements?.first(where: {
                $0["name"]?.string == name
            })
        else { return nil }
        return function["handler"]?.string
    }

    /// Begins an import, which goes on until ``RunningImport/end(refused:)`` or the object's end.
    func beginImport(_ description: ImportDescription) throws(ServiceError) -> RunningImport {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send("POST", "/imports", body: description.json)
        let status = try stream.readStatus()
        guard status == 200, let line = stream.nextLine(), let batch = Self.batch(of: line) else {
            throw refusal(status, stream.readRest())
        }
        return RunningImport(service: self, batch: batch, connection: stream)
    }

    private static func batch(of line: String) -> FlowID? {
        topLevelString("batch", in: Array(line.utf8)).flatMap { FlowID(uuidText: $0) }
    }

    fileprivate func post(_ target: String, _ body: [UInt8]) throws(ServiceError) -> [UInt8] {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send("POST", target, body: body)
        let status = try stream.readStatus()
        let answer = stream.readRest()
        guard (200..<300).contains(status) else { throw refusal(status, answer) }
        return answer
    }

    private func refusal(_ status: Int, _ answer: [UInt8]) -> ServiceError {
        let message = topLevelString("message", in: answer)
        return ServiceError(
            description: message ?? "the service answered \(status)",
            hint: status == 409 ? "wait for it, and run the line again" : ""
        )
    }
}

/// An import that a service records.
final class RunningImport {
    let batch: FlowID
    private let service: ServiceClient
    /// Kept open: the service gives the import up when it closes.
    private let connection: LineStream

    fileprivate init(service: ServiceClient, batch: FlowID, connection: LineStream) {
        self.service = service
        self.batch = batch
        self.connection = connection
    }

    /// Returns when the stories are committed.
    func send(_ stories: [UInt8]) throws(ServiceError) -> ImportCount {
        let answer = try service.post("/imports/\(batch)/flows", stories)
        guard let fields = try? EventFields(json: answer),
            let imported = fields.integer("imported"),
            let present = fields.integer("present")
        else {
            throw ServiceError(
                description: "the service's answer cannot be read",
                hint: "is it another version of waybill?"
            )
        }
        return ImportCount(
            imported: Int(imported),
            present: Int(present),
            named: Int(fields.integer("named") ?? 0)
        )
    }

    func end(refused: Int) throws(ServiceError) {
        _ = try service.post("/imports/\(batch)/end", Array("{\"refused\":\(refused)}".utf8))
        withExtendedLifetime(connection) {}
    }
}
