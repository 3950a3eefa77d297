#if canImport(Glibc)
import Glibc
#endif

/// A connected stream socket, read and written by one thread that has nothing else to do meanwhile.
/// Closed with the object.
final class BlockingSocket {
    let descriptor: Int32
    /// What was read and not taken yet.
    private(set) var buffer: [UInt8] = []
    private var isAtEnd = false

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Sends everything.
    /// - Returns: false when the other side took no more; what it had to say is still there to read.
    @discardableResult
    func send(_ message: [UInt8]) -> Bool {
        var sent = 0
        while sent < message.count {
            let count = message.withUnsafeBytes {
                Glibc.send(
                    descriptor,
                    $0.baseAddress! + sent,
                    $0.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next line without its line break; nil at the end.
    func nextLine() -> String? {
        while true {
            if let line = takeLine() { return line }
            guard fill() else { return nil }
        }
    }

    /// A line that has come whole, without its line break; nil when there is none yet.
    func takeLine() -> String? {
        guard let end = buffer.firstIndex(of: 0x0A) else { return nil }
        let line = buffer[..<end].last == 0x0D ? buffer[..<(end - 1)] : buffer[..<end]
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: line, as: UTF8.self)
    }

    /// Reads what comes next into the buffer; false at the end.
    func fill() -> Bool {
        guard !isAtEnd else { return false }
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else {
            isAtEnd = true
            return false
        }
        buffer += chunk[..<count]
        return true
    }
}
