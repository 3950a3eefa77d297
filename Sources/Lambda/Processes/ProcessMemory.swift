import Glibc

/// The most memory that a running process has held at once, in kibibytes: `VmHWM` of
/// `/proc/PID/status`. Nil when there is no such process.
/// - SeeAlso: [proc_pid_status(5)](https://man7.org/linux/man-pages/man5/proc_pid_status.5.html)
public func peakMemoryKB(of processID: Int32) -> Int? {
    let file = open("/proc/\(processID)/status", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // The line is among the first twenty of about sixty, in 1.5 KB.
    return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
        let count = read(file, buffer.baseAddress, buffer.count)
        return count > 0 ? number(after: "VmHWM:", in: buffer[..<count]) : nil
    }
}

/// The decimal number that follows `label` and blanks.
private func number(
    after label: StaticString,
    in text: Slice<UnsafeMutableRawBufferPointer>
) -> Int? {
    label.withUTF8Buffer { label in
        guard text.count > label.count else { return nil }
        for start in text.startIndex..<(text.endIndex - label.count)
        where text[start] == label[0] && text[start...].starts(with: label) {
            let digits = text[(start + label.count)...]
                .drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        return nil
    }
}
