/// What to execute for one execution environment.
public struct ProcessSpecification: Equatable, Sendable {
    /// The first is the absolute path of the program.
    public var arguments: [String]
    /// `NAME=value` each; this and nothing else is what the process sees.
    public var environment: [String]
    /// Absolute.
    public var workingDirectory: String

    public init(arguments: [String], environment: [String], workingDirectory: String) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// The bytes that `waybill_launcher_request` takes.
    func request() throws(LaunchError) -> [UInt8] {
        guard !arguments.isEmpty else {
            throw LaunchError(.invalidSpecification, subject: "there is no program to execute")
        }
        var bytes: [UInt8] = []
        for count in [arguments.count, environment.count] {
            withUnsafeBytes(of: UInt32(count)) { bytes.append(contentsOf: $0) }
        }
        for text in [workingDirectory] + arguments + environment {
            guard !text.utf8.contains(0) else {
                // Only the name: values are the user's.
                let name = text.prefix { $0 != "=" && $0 != "\0" }
                throw LaunchError(.invalidSpecification, subject: "\(name) holds a NUL byte")
            }
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        }
        return bytes
    }
}
