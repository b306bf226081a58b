"""Decryption of what a capture itself holds the keys for, by OpenSSL's libcrypto."""
