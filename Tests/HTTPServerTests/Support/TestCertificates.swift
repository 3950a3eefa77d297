import Foundation

/// Certificates of a test's own authority, made by `openssl` in a folder that goes with the object.
final class TestCertificates: Sendable {
    let folder: String
    /// The authority's certificate: who trusts it trusts all of the others.
    var authority: String { "\(folder)/ca.pem" }

    init() throws {
        folder = NSTemporaryDirectory() + "waybill-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2",
            subject: "/CN=Waybill Test CA"
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A certificate with these names, as in `DNS:localhost,IP:127.0.0.1`.
    func issue(_ names: String, days: Int = 2) throws -> (certificate: String, key: String) {
        let name = UUID().uuidString
        let extensions = "subjectAltName=\(names)\n"
        try extensions.write(toFile: "\(folder)/\(name).ext", atomically: true, encoding: .utf8)
        try openssl(
            "req -newkey rsa:2048 -nodes -keyout \(name).key -out \(name).csr",
            subject: "/CN=test"
        )
        try openssl(
            "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days) "
                + "-extfile \(name).ext -out \(name).pem"
        )
        return ("\(folder)/\(name).pem", "\(folder)/\(name).key")
    }

    /// One that nobody else vouches for.
    func selfSigned() throws -> (certificate: String, key: String) {
        try openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout own.key -out own.pem -days 2 "
                + "-addext subjectAltName=DNS:localhost",
            subject: "/CN=lonely"
        )
        return ("\(folder)/own.pem", "\(folder)/own.key")
    }

    private func openssl(_ words: String, subject: String? = nil) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["openssl"] + words.split(separator: " ").map(String.init)
            + (subject.map { ["-subj", $0] } ?? [])
        process.currentDirectoryURL = URL(filePath: folder)
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Surprise("openssl \(words): \(String(decoding: text, as: UTF8.self))")
        }
    }
}
