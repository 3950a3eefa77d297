/// Why a function cannot be run on this machine.
public struct RuntimeError: Error, Equatable, CustomStringConvertible {
    public enum Code: Equatable, Sendable {
        /// No runtime of that name is supported.
        case unsupportedRuntime
        /// No interpreter of the language is installed, or none of the version with `strict`.
        case noInterpreter
        /// An override names something that cannot be executed.
        case badOverride
        /// The interpreter lacks `awslambdaric`.
        case noRuntimeClient
        /// The code folder does not exist.
        case noCode
        /// A runtime that needs a handler has none.
        case noHandler
        /// A file of ours could not be written.
        case cannotWrite
    }

    public var code: Code
    /// The function's name.
    public var function: String
    /// What is wrong, without the function.
    public var message: String
    /// What to do next.
    public var hint: String

    init(_ code: Code, _ function: FunctionConfiguration, _ message: String, hint: String) {
        self.code = code
        self.function = function.name
        self.message = message
        self.hint = hint
    }

    public var description: String { "function \(function): \(message)" }
}
