/// The name nearest to what was typed, when it is near enough to have been meant.
public func nearest(to typed: String, among names: some Sequence<String>) -> String? {
    let limit = max(1, typed.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
        if !typed.isEmpty, name.hasPrefix(typed) || typed.hasPrefix(name) { return name }
        let distance = editDistance(Array(typed.utf8), Array(name.utf8))
        if distance <= limit, distance < typed.count, distance < best?.distance ?? .max {
            best = (name, distance)
        }
    }
    return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
public func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    // A long word is no misspelling of a name.
    guard a.count <= 64 else { return a.count }
    var previous: [Int] = []
    var current = Array(0...b.count)
    for i in 0..<a.count {
        var next = [i + 1]
        for j in 0..<b.count {
            var cost = min(current[j] + (a[i] == b[j] ? 0 : 1), current[j + 1] + 1, next[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                cost = min(cost, previous[j - 1] + 1)
            }
            next.append(cost)
        }
        previous = current
        current = next
    }
    return current[b.count]
}

/// `; did you mean status?`, or nothing.
public func didYouMean(_ name: String?) -> String { name.map { "; did you mean \($0)?" } ?? "" }
