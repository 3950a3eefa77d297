import Flows

/// A value on one side of a comparison.
public enum ComparedValue: Equatable, Sendable {
    case json(JSONValue)
    /// Text that is no JSON.
    case text(String)
    /// What is not UTF-8.
    case binary([UInt8])

    /// JSON where the bytes are JSON, else text where they are UTF-8.
    public init(_ bytes: [UInt8]) {
        guard bytes.withUnsafeBufferPointer({ isValidUTF8($0) }) else {
            self = .binary(bytes)
            return
        }
        self = JSONValue(bytes).map { .json($0) } ?? .text(String(decoding: bytes, as: UTF8.self))
    }
}
