/// How much of a query's value may be shown. It goes by names, as everywhere: what stands under a name
/// that `isMasked` means is not shown.
public enum Disclosure: Equatable, Sendable {
    /// All of it: it only tells something about values, such as how long or how many they are.
    case whole
    /// The value of a field as it was recorded: what stands in it under masked names is left out. The
    /// last part of the field's name says whether it may be a query or a form.
    case field(String)
    /// A text that was made or cut out of fields, and may hold a piece of any of them.
    case piece
    /// Nothing of it.
    case nothing

    /// Of a value that is made of both.
    func joined(with other: Disclosure) -> Disclosure {
        switch (self, other) {
        case (.nothing, _), (_, .nothing): .nothing
        case (.whole, .whole): .whole
        case (.whole, .field), (.whole, .piece), (.field, _), (.piece, _): .piece
        }
    }
}
