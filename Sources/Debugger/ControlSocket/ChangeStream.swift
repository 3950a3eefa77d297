#if canImport(Glibc)
import Glibc
#endif

/// How far the log file reaches, as a running service tells it: the client's side of `GET /changes`.
///
/// Used by one thread, which waits for ``descriptor`` to become readable beside whatever else it
/// waits for, and then calls ``read()``.
public final class ChangeStream {
    private let socket: BlockingSocket
    /// How far the file reaches, as far as it was read.
    public private(set) var position: Int64
    /// Whether the service has ended the stream: it stops.
    public private(set) var hasEnded = false

    /// Reads the first position, which comes at once; nil when it does not.
    init?(_ socket: BlockingSocket) {
        guard let line = socket.nextLine(), let position = Self.position(line) else { return nil }
        self.socket = socket
        self.position = position
        takeLines()
    }

    /// For `poll`.
    public var descriptor: Int32 { socket.descriptor }

    /// Takes what has come; waits when nothing has.
    public func read() {
        if !socket.fill() { hasEnded = true }
        takeLines()
    }

    private func takeLines() {
        while let line = socket.takeLine() { position = Self.position(line) ?? position }
    }

    private static func position(_ line: String) -> Int64? {
        Int64(line.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
}

extension ServiceClient {
    /// Follows how far the log file reaches.
    /// - Throws: when the service has gone, or too many follow already.
    public func followChanges() throws(ServiceError) -> ChangeStream {
        guard let descriptor = connect() else { throw ServiceError.gone }
        let socket = BlockingSocket(descriptor)
        let head = "GET /changes HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\n\r\n"
        guard socket.send(Array(head.utf8)), let status = socket.nextLine() else { throw .gone }
        guard status.hasPrefix("HTTP/1.1 200") else {
            throw ServiceError(
                description: "the service refused to be followed: \(status)",
                hint: "end another `tail` of this log"
            )
        }
        while let line = socket.nextLine(), !line.isEmpty {}
        guard let changes = ChangeStream(socket) else { throw .gone }
        return changes
    }
}
