/// `provided.*` functions bring their own program, `bootstrap`.
/// - SeeAlso: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html>
extension RuntimeResolver {
    /// A missing program is no error here: on AWS the function deploys, and each call of it fails
    /// with `Runtime.InvalidEntrypoint`.
    func planProvided(_ function: FunctionConfiguration, _ taskRoot: String) -> Plan {
        let program = taskRoot + "/bootstrap"
        let warning: String? =
            switch fileKind(program) {
            case .executableFile: nil
            case .missing:
                "\(function.name) has no program: \(program) does not exist, so its calls fail "
                    + "with Runtime.InvalidEntrypoint"
            case .file:
                "\(function.name) has no program: \(program) is not executable "
                    + "(chmod +x \(program)), so its calls fail with Runtime.InvalidEntrypoint"
            case .folder, .other:
                "\(function.name) has no program: \(program) is no file, so its calls fail with "
                    + "Runtime.InvalidEntrypoint"
            }
        return Plan(arguments: [program], label: function.runtime, warning: warning)
    }
}
