import Foundation

/// A folder that is removed with this object.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/waybill-test-XXXXXX\0".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and the folders above it; gives its path.
    @discardableResult
    func write(_ text: String, to name: String, isExecutable: Bool = false) throws -> String {
        let file = path + "/" + name
        try makeFolder((name as NSString).deletingLastPathComponent)
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        if isExecutable { chmod(file, 0o755) }
        return file
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path + "/" + name,
            withIntermediateDirectories: true
        )
    }

    func read(_ name: String) -> String? {
        try? String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }
}

/// The Python with `awslambdaric` that tests run functions on, made by `scripts/test`; nil when it
/// is not there.
let testPython: String? = {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let path =
        ProcessInfo.processInfo.environment["WAYBILL_TEST_PYTHON"]
        ?? root + "/.build/test-venv/bin/python"
    return access(path, X_OK) == 0 ? path : nil
}()

let callerPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

/// The `node` on the search path; nil when there is none.
let testNode: String? = callerPath.split(separator: ":").map { $0 + "/node" }
    .first { access($0, X_OK) == 0 }
