import Flows
import Queries

/// What two flows, or one flow at two of its stops, have in common and in what they differ.
///
/// JSON is compared member by member, also inside the strings that hold it (the body of an event).
/// What differs each time, such as request ids, is left out by its name, and ``ignored`` says which.
public struct FlowComparison: Equatable, Sendable {
    public struct Options: Equatable, Sendable {
        /// Compares also what differs each time.
        public var isStrict: Bool
        /// Paths that are left out with all below them, `response.body.id`; `*` stands for one part.
        public var ignoredPaths: [FieldName]

        public init(isStrict: Bool = false, ignoredPaths: [FieldName] = []) {
            self.isStrict = isStrict
            self.ignoredPaths = ignoredPaths
        }
    }

    /// One thing that differs.
    public struct Difference: Equatable, Sendable {
        /// `status`, `response.body.items.0.sku`, `log.3`
        public let path: FieldName
        /// Nil: there is no such thing on this side.
        public let left: ComparedValue?
        public let right: ComparedValue?

        public init(path: FieldName, left: ComparedValue?, right: ComparedValue?) {
            self.path = path
            self.left = left
            self.right = right
        }
    }

    public enum Verdict: Equatable, Sendable {
        /// Byte for byte.
        case identical
        /// The same but for what was ignored, the order of members and the spelling.
        case equivalent
        case different
        /// The source of an imported flow does not tell it, so that there is nothing to compare with.
        case unknown
    }

    /// A part of the flows: `status`, `event`, `response.headers`.
    public struct Part: Equatable, Sendable {
        public let path: FieldName
        public let verdict: Verdict
        /// Bytes on the left side, or what else is counted: log lines. Nil for single values.
        public let size: Int?
        public let differences: [Difference]
    }

    /// The first parts of the paths that there are.
    public static let roots = [
        "state", "status", "error", "request", "event", "result", "response", "log",
    ]

    /// In the order of the story; what neither side has is left out.
    public let parts: [Part]
    /// Names and paths that were left out and did differ, each once.
    public let ignored: [String]
    /// From `sent` to the end, in microseconds; nil while the flow goes on. Never a difference.
    public let durations: (left: Int64?, right: Int64?)

    public var differences: [Difference] { parts.flatMap(\.differences) }
    public var isSame: Bool { parts.allSatisfy { $0.verdict != .different } }

    public init(_ left: ComparedFlow, _ right: ComparedFlow, options: Options = Options()) {
        var comparer = PartComparer(left, right, options)
        comparer.run()
        parts = comparer.parts
        ignored = comparer.ignored
        durations = (left.flow.durationMicroseconds, right.flow.durationMicroseconds)
    }

    /// What differs between two values that stand under `path`, member by member; of values that are
    /// the same, nothing.
    public static func differences(
        _ left: ComparedValue?,
        _ right: ComparedValue?,
        at path: FieldName,
        options: Options
    ) -> [Difference] {
        var comparer = ValueComparer(options)
        comparer.compare(left, right, at: path.parts)
        return comparer.differences
    }

    public static func == (a: FlowComparison, b: FlowComparison) -> Bool {
        a.parts == b.parts && a.ignored == b.ignored && a.durations == b.durations
    }
}
