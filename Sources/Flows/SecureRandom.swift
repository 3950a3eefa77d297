#if canImport(Glibc)
import Glibc
#endif

/// Random numbers from the kernel, fetched 32 at a time: one system call instead of 32. Salts and
/// identities are made of them.
///
/// - SeeAlso: [getentropy(3)](https://man7.org/linux/man-pages/man3/getentropy.3.html)
public struct SecureRandom: RandomNumberGenerator, Sendable {
    private var numbers: [UInt64] = []
    /// `getentropy` gives at most 256 bytes.
    private static let pageSize = 32

    public init() {}

    public mutating func next() -> UInt64 {
        if numbers.isEmpty { refill() }
        return numbers.removeLast()
    }

    private mutating func refill() {
        let size = Self.pageSize * MemoryLayout<UInt64>.size
        numbers = [UInt64](unsafeUninitializedCapacity: Self.pageSize) { room, count in
            guard getentropy(room.baseAddress!, size) == 0 else {
                preconditionFailure("the kernel gives no random bytes: errno \(errno)")
            }
            count = Self.pageSize
        }
    }
}
