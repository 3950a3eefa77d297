import Glibc

/// Asks the one who sits at the terminal.
/// - Returns: nil when nobody sits there.
func confirmed(_ question: String) -> Bool? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    writeAll(Array(" \(visible(question)) [y/N] ".utf8), to: STDERR_FILENO)
    var answer: [UInt8] = []
    var byte: UInt8 = 0
    // Byte by byte: what stands behind the line belongs to somebody else.
    while read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A, answer.count < 100 {
        answer.append(byte)
    }
    let text = String(decoding: answer, as: UTF8.self).lowercased()
    return ["y", "yes"].contains(text)
}
