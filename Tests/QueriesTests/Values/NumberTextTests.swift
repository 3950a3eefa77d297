import Queries
import Testing

struct NumberTextTests {
    @Test(
        arguments: [
            ("0", 0.0), ("-0", 0), ("007", 7), ("+5", 5), ("1.", 1), (".5", 0.5), ("1.50", 1.5),
            ("1e3", 1000),
            ("-2.5E-1", -0.25), ("100000000000000000000", 1e20),
        ]
    )
    func `decimal numbers are numbers`(_ text: String, _ number: Double) {
        #expect(decimalNumber(of: text) == number)
    }

    @Test(
        arguments: [
            "", "-", ".", "1e", "e1", "1 ", " 1", "0x1", "inf", "nan", "1_000", "1,5", "１", "1e999",
            "--1",
        ]
    )
    func `other texts are none`(_ text: String) { #expect(decimalNumber(of: text) == nil) }

    @Test func `numbers print as short as they can be`() {
        #expect(decimalText(200) == "200")
        #expect(decimalText(-0.5) == "-0.5")
        #expect(decimalText(0.1 + 0.2) == "0.30000000000000004")
        #expect(decimalText(1_795_359_710_102) == "1795359710102")
        #expect(decimalText(1e300) == "1e+300")
        #expect(decimalText(-0.0) == "0")
    }
}
