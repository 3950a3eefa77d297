/// Output on its way, handed on in pieces, so that a long one is never in memory as a whole.
struct OutputPieces {
    /// Takes a piece; false when no more is wanted.
    private let take: ([UInt8]) -> Bool
    private let size: Int
    private var bytes: [UInt8] = []
    private(set) var isWanted = true

    /// - `size`: bytes of a piece, about.
    init(of size: Int, take: @escaping ([UInt8]) -> Bool) {
        self.size = size
        self.take = take
    }

    mutating func append(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more)
        if bytes.count >= size { finish() }
    }

    /// Hands on what is left.
    mutating func finish() {
        guard !bytes.isEmpty else { return }
        if isWanted { isWanted = take(bytes) }
        bytes.removeAll(keepingCapacity: true)
    }
}
