import Foundation

/// A server of one connection after the other that keeps what it was sent and answers as told.
final class OneShotServer: @unchecked Sendable {
    struct Received: Sendable {
        let head: [String]
        let body: [UInt8]

        /// Name, lower case, and value of every field.
        var fields: [(name: String, value: String)] {
            head.dropFirst().map { line in
                let colon = line.firstIndex(of: ":")!
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                return (line[..<colon].lowercased(), String(value))
            }
        }
    }

    let port: Int
    private let descriptor: Int32
    private let lock = NSLock()
    private var requests: [Received] = []

    /// `answer` gives what to send for the request of that number, from 0.
    init(_ answer: @escaping @Sendable (Int) -> String) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = descriptor
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place -> Int32 in
                guard bind(listening, place, size) == 0, listen(listening, 8) == 0 else {
                    return -1
                }
                return getsockname(listening, place, &size)
            }
        }
        guard code == 0 else { throw CocoaError(.fileReadUnknown) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            var number = 0
            while true {
                let connection = accept(listening, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.read(connection)
                lock.withLock { requests.append(request) }
                let bytes = Array(answer(number).utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                Glibc.close(connection)
                number += 1
            }
        }
    }

    deinit { close() }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    var received: [Received] { lock.withLock { requests } }

    private static func read(_ connection: Int32) -> Received {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let end = Array("\r\n\r\n".utf8)
        func more() -> Bool {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return false }
            bytes += chunk[..<count]
            return true
        }
        var headEnd: Int?
        repeat {
            headEnd = bytes.indices.first {
                $0 + 4 <= bytes.count && bytes[$0..<($0 + 4)].elementsEqual(end)
            }
        } while headEnd == nil && more()
        let head = String(decoding: bytes[..<(headEnd ?? bytes.count)], as: UTF8.self)
            .components(separatedBy: "\r\n")
        let length =
            head.lazy.filter { $0.lowercased().hasPrefix("content-length:") }
            .compactMap { Int($0.dropFirst(15).drop { $0 == " " }) }.first ?? 0
        let start = (headEnd ?? 0) + 4
        if head.contains(where: { $0.lowercased().hasPrefix("expect:") }) {
            _ = send(connection, "HTTP/1.1 100 Continue\r\n\r\n", 25, Int32(MSG_NOSIGNAL))
        }
        while bytes.count < start + length, more() {}
        return Received(head: head, body: Array(bytes[min(start, bytes.count)...]))
    }
}

/// Runs a program and gives its exit code and output.
func runProgram(
    _ path: String,
    _ arguments: [String],
    in folder: String? = nil,
    environment: [String: String] = [:]
) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// Runs `body` with a folder of its own that is gone afterwards.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = NSTemporaryDirectory() + "waybill-transfer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

/// A file of `Tests/DebuggerTests/Fixtures`.
func fixture(_ name: String, location: String = #filePath) throws -> [UInt8] {
    let folder = URL(filePath: location).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}
