#if canImport(Glibc)
import Glibc
#endif

/// Whether a host is an address of IPv4 or IPv6 and no name.
func isNumeric(_ host: String) -> Bool {
    var room = in6_addr()
    return inet_pton(AF_INET, host, &room) == 1 || inet_pton(AF_INET6, host, &room) == 1
}
