import Crypto
import Flows

extension FunctionCatalog {
    static let hashFunctions: [QueryFunction] = [
        QueryFunction(
            "md5",
            "text",
            1...1,
            .string,
            "the MD5 digest in hexadecimal digits",
            .text { .string(hexText(Insecure.MD5.hash(data: Array($0.utf8)))) }
        ),
        QueryFunction(
            "sha256",
            "text",
            1...1,
            .string,
            "the SHA-256 digest in hexadecimal digits",
            .text { .string(hexText(SHA256.hash(data: Array($0.utf8)))) }
        ),
    ]
}
