import Flows
import Foundation
import Testing

@Suite struct `Base64` {
    @Test func `it is the base64 of Foundation, both ways`() {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let content = random.bytes(upTo: 50)
            let text = base64Text(content)
            #expect(text == Data(content).base64EncodedString())
            #expect(decodeBase64(text.utf8) == content)
        }
    }

    @Test func `the URL alphabet, no padding and line breaks are read too`() {
        for round in 0..<300 {
            var random = SeededGenerator(round)
            let content = random.bytes(upTo: 50)
            let url = base64Text(content).replacing("+", with: "-").replacing("/", with: "_")
            #expect(decodeBase64(url.replacing("=", with: "").utf8) == content)
            let broken = url.enumerated().map { $0 % 7 == 6 ? "\($1)\r\n" : "\($1)" }.joined()
            #expect(decodeBase64(broken.utf8) == content)
        }
    }

    @Test(arguments: ["A", "AAAAA", "AA=A", "A===", "AAAA===", "AA AA", "AA*A", "é"])
    func `what cannot be base64 is refused`(text: String) {
        #expect(decodeBase64(text.utf8) == nil)
    }

    @Test func `hexadecimal is two lower-case digits a byte`() {
        #expect(hexText([0, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(hexText([]) == "")
        for byte in UInt8.min...UInt8.max {
            let value = UInt8(String(UnicodeScalar(byte)), radix: 16)
            #expect(hexDigitValue(byte) == (byte < 0x80 ? value : nil))
        }
    }
}
