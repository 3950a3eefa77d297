import Foundation
import Lambda

/// Where a function's code is, or why it cannot run here.
enum FunctionCode {
    case location(CodeLocation)
    /// `its code is in S3`
    case elsewhere(String, Place)

    /// `CodeUri` or `InlineCode` of SAM; without both, the folder of the template.
    static func serverless(_ properties: Properties) throws(TemplateError) -> FunctionCode {
        if let source = try properties.text("InlineCode") { return .location(.inline(source)) }
        return try local("CodeUri", of: properties)
    }

    /// `Code` of plain CloudFormation: a map, or a local path as `aws cloudformation package` takes
    /// it.
    static func plain(_ properties: Properties) throws(TemplateError) -> FunctionCode {
        guard let code = try properties.value("Code") else {
            throw properties.missing("Code", "Code.ZipFile with source text, or a local folder")
        }
        guard code.entries != nil, let map = try properties.map("Code") else {
            return try local("Code", of: properties)
        }
        if let source = try map.text("ZipFile") { return .location(.inline(source)) }
        if try map.value("ImageUri") != nil {
            return .elsewhere("it is a container image", map.keyPlace("ImageUri"))
        }
        return .elsewhere("its code is in S3", code.place)
    }

    private static func local(
        _ key: String,
        of properties: Properties
    ) throws(TemplateError) -> FunctionCode {
        guard let value = try properties.value(key) else {
            return .location(.folder(properties.scope.template.folder))
        }
        if value.entries != nil { return .elsewhere("its code is in S3", value.place) }
        guard let written = value.scalarText else {
            throw properties.unexpected(key, value, "a local folder")
        }
        if written.hasPrefix("s3://") { return .elsewhere("its code is in S3", value.place) }
        let path = absolutePath(written, in: properties.scope.template.folder)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TemplateError(
                .missingCode,
                at: value.place,
                "\(properties.name(of: key)) is '\(written)', and there is no \(path)",
                hint: "the path is relative to the template"
            )
        }
        if isFolder.boolValue { return .location(.folder(path)) }
        if [".zip", ".jar"].contains(where: written.hasSuffix) {
            return .elsewhere("its code is an archive; unpack it and name the folder", value.place)
        }
        throw TemplateError(
            .missingCode,
            at: value.place,
            "\(properties.name(of: key)) is '\(written)', which is a file; expected a folder"
        )
    }
}

/// The path without `.` and `..`, from `folder` when it is relative.
func absolutePath(_ path: String, in folder: String) -> String {
    URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
        .standardizedFileURL.path
}
