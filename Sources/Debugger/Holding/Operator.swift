import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Who asks something of the service, for the record.
public struct Operator: Equatable, Sendable {
    /// The operating-system user's name, else its number.
    public let name: String
    public let source: OperatorSource

    public init(name: String, source: OperatorSource) {
        self.name = name
        self.source = source
    }

    /// The user whom the kernel names at the other end of a socket.
    public init(userID: UInt32) {
        self.init(name: userName(userID), source: .socket)
    }
}

/// The name of a user of this machine, else its number.
public func userName(_ userID: UInt32) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var room = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(userID, &entry, &room, room.count, &found) == 0, found != nil else {
        return String(userID)
    }
    return String(cString: entry.pw_name)
}
