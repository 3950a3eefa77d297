/// Where the files of a project are, and those that we make for it.
public struct ProjectFiles: Equatable, Sendable {
    /// The folder of the template, absolute.
    public var projectFolder: String
    /// The folder that is ours: `.waybill` beside the template unless told otherwise.
    public var workFolder: String

    public init(projectFolder: String, workFolder: String? = nil) {
        self.projectFolder = projectFolder
        self.workFolder = workFolder ?? projectFolder + "/.waybill"
    }

    /// Where the inline code of a function is written.
    public func inlineFolder(for function: FunctionConfiguration) -> String {
        // A logical id is alphanumeric; a name from elsewhere must not lead out of the folder.
        let name = function.logicalID.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" }
        return workFolder + "/inline/" + String(name)
    }

    /// Where the programs that run functions are installed.
    public var bootstrapFolder: String { workFolder + "/bootstraps/node" }
}
