import Glibc

/// The program that runs Node functions: `node/bootstrap.mjs`, which is part of this binary.
public enum NodeBootstrap {
    public static let fileName = "bootstrap.mjs"

    static var source: [UInt8] { PackageResources.bootstrap_mjs }

    /// Puts the program into `folder`, made when missing, unless the same is there already.
    /// Gives its path.
    public static func install(in folder: String) throws(FileError) -> String {
        let path = folder + "/" + fileName
        try writeFile(source, to: path)
        return path
    }
}
