#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension BinaryOperator {
    /// Whether a comparison holds for two values that stand so to each other.
    ///
    /// - Precondition: It is a comparison.
    func holds(_ order: ValueOrder) -> Bool {
        switch self {
        case .equal: order == .same
        case .notEqual: order != .same
        case .less: order == .ascending
        case .lessOrEqual: order != .descending
        case .greater: order == .descending
        case .greaterOrEqual: order != .ascending
        case .or, .and, .add, .subtract, .multiply, .divide, .remainder, .power:
            preconditionFailure("'\(rawValue)' compares nothing")
        }
    }

    /// The result of an arithmetic operator; not finite where there is none.
    ///
    /// - Precondition: It is one.
    func calculate(_ a: Double, _ b: Double) -> Double {
        switch self {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .remainder: a.truncatingRemainder(dividingBy: b)
        case .power: pow(a, b)
        case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            preconditionFailure("'\(rawValue)' calculates nothing")
        }
    }
}
