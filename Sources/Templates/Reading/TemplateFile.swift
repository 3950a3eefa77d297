import Crypto
import Flows
import Foundation

/// Reads one file of a project into a tree with places.
enum TemplateFile {
    /// CloudFormation itself takes 1 MiB at most.
    static let sizeLimit = 4 << 20
    /// Values nested deeper are refused instead of exhausting the stack.
    static let depthLimit = 128
    /// Aliases may repeat parts of a file; more values than this are refused.
    static let valueLimit = 500_000

    /// Reads YAML, or JSON when the name ends in `.json`.
    /// - Parameters:
    ///   - path: absolute, or relative to the working directory.
    ///   - name: what errors and places call it; the path as given without it.
    /// - Returns: nil when the file holds no value at all.
    /// - Throws: when the file cannot be read, or what stands in it is no such text.
    static func read(_ path: String, as name: String? = nil) throws(TemplateError) -> TemplateValue?
    {
        try parse(readBytes(path), as: name ?? path)
    }

    /// Reads the bytes of a file, as ``readBytes(_:)`` gives them, named `path`.
    static func parse(_ bytes: [UInt8], as path: String) throws(TemplateError) -> TemplateValue? {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TemplateError(
                .syntax,
                path: path,
                "the file is not UTF-8 text; expected YAML or JSON"
            )
        }
        if path.hasSuffix(".json") { return try JSONReader.read(bytes, path: path) }
        return try YAMLReader.read(text, path: path)
    }

    /// The bytes of a file without a byte order mark.
    static func readBytes(_ path: String) throws(TemplateError) -> [UInt8] {
        withoutMark(try readWhole(path))
    }

    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The first 12 hexadecimal digits of SHA-256 over a file's bytes, as `sha256sum` gives them.
    static func digest(of bytes: [UInt8]) -> String {
        String(hexText(SHA256.hash(data: bytes)).prefix(12))
    }

    /// The bytes of a file as they are.
    static func readWhole(_ path: String) throws(TemplateError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TemplateError(.unreadable, path: path, "there is no such file")
        }
        guard !isFolder.boolValue else {
            throw TemplateError(.unreadable, path: path, "this is a folder; expected a file")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TemplateError(
                .unreadable,
                path: path,
                "the file cannot be read",
                hint: "check its permissions"
            )
        }
        guard data.count <= sizeLimit else {
            throw TemplateError(
                .unreadable,
                path: path,
                "the file has \(data.count) bytes; expected at most \(sizeLimit)"
            )
        }
        return [UInt8](data)
    }
}
