"""libcrypto, found at run time: the library that is on every machine whose Python has `ssl`.

It is looked for once, when it is first needed, so that neither building nor installing needs OpenSSL's headers. A
thread keeps one cipher context of each kind for all its packets; they are freed when it ends.
"""
from contextlib import suppress
from importlib import import_module
from threading import Lock

from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memcpy, strlen

cdef extern from *:
    r"""
    #include <dlfcn.h>
    #include <pthread.h>
    #include <stddef.h>
    #include <stdint.h>

    enum { NL_AEAD_SET_IVLEN = 0x9, NL_AEAD_SET_TAG = 0x11 };

    static struct {
        const void* (*hashes[4])(void);
        unsigned char* (*hmac)(const void*, const void*, int, const unsigned char*, size_t, unsigned char*, unsigned*);
        void* (*context_new)(void);
        void (*context_free)(void*);
        const void* (*ciphers[10])(void);
        int (*encrypt_init)(void*, const void*, void*, const unsigned char*, const unsigned char*);
        int (*encrypt)(void*, unsigned char*, int*, const unsigned char*, int);
        int (*decrypt_init)(void*, const void*, void*, const unsigned char*, const unsigned char*);
        int (*decrypt)(void*, unsigned char*, int*, const unsigned char*, int);
        int (*decrypt_final)(void*, unsigned char*, int*);
        int (*control)(void*, int, int, void*);
        int (*set_padding)(void*, int);
    } nl_lib;
    static int nl_found, nl_looked;
    static pthread_key_t nl_keys[10];       /* by cipher: a thread's context */

    static int nl_load(const char* name) {
        static const struct { const char* name; size_t at; } functions[] = {
            {"EVP_sha256", offsetof(__typeof__(nl_lib), hashes[0])},
            {"EVP_sha384", offsetof(__typeof__(nl_lib), hashes[1])},
            {"EVP_sha1", offsetof(__typeof__(nl_lib), hashes[2])},
            {"EVP_md5", offsetof(__typeof__(nl_lib), hashes[3])},
            {"HMAC", offsetof(__typeof__(nl_lib), hmac)},
            {"EVP_CIPHER_CTX_new", offsetof(__typeof__(nl_lib), context_new)},
            {"EVP_CIPHER_CTX_free", offsetof(__typeof__(nl_lib), context_free)},
            {"EVP_aes_128_gcm", offsetof(__typeof__(nl_lib), ciphers[0])},
            {"EVP_aes_256_gcm", offsetof(__typeof__(nl_lib), ciphers[1])},
            {"EVP_chacha20_poly1305", offsetof(__typeof__(nl_lib), ciphers[2])},
            {"EVP_aes_128_ccm", offsetof(__typeof__(nl_lib), ciphers[3])},
            {"EVP_aes_256_ccm", offsetof(__typeof__(nl_lib), ciphers[4])},
            {"EVP_aes_128_cbc", offsetof(__typeof__(nl_lib), ciphers[5])},
            {"EVP_aes_256_cbc", offsetof(__typeof__(nl_lib), ciphers[6])},
            {"EVP_aes_128_ecb", offsetof(__typeof__(nl_lib), ciphers[7])},
            {"EVP_aes_256_ecb", offsetof(__typeof__(nl_lib), ciphers[8])},
            {"EVP_chacha20", offsetof(__typeof__(nl_lib), ciphers[9])},
            {"EVP_EncryptInit_ex", offsetof(__typeof__(nl_lib), encrypt_init)},
            {"EVP_EncryptUpdate", offsetof(__typeof__(nl_lib), encrypt)},
            {"EVP_DecryptInit_ex", offsetof(__typeof__(nl_lib), decrypt_init)},
            {"EVP_DecryptUpdate", offsetof(__typeof__(nl_lib), decrypt)},
            {"EVP_DecryptFinal_ex", offsetof(__typeof__(nl_lib), decrypt_final)},
            {"EVP_CIPHER_CTX_ctrl", offsetof(__typeof__(nl_lib), control)},
            {"EVP_CIPHER_CTX_set_padding", offsetof(__typeof__(nl_lib), set_padding)},
        };
        void* library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
        if (!library)
            return 0;
        for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
            void* found = dlsym(library, functions[i].name);
            if (!found) {
                dlclose(library);
                return 0;
            }
            *(void**)((char*)&nl_lib + functions[i].at) = found;
        }
        for (size_t i = 0; i < sizeof nl_keys / sizeof *nl_keys; i++)
            if (pthread_key_create(&nl_keys[i], nl_lib.context_free))
                return 0;
        return nl_found = 1;
    }

    #define nl_set_looked() __atomic_store_n(&nl_looked, 1, __ATOMIC_RELEASE)
    #define nl_has_looked() __atomic_load_n(&nl_looked, __ATOMIC_ACQUIRE)

    /* This thread's context for a cipher; made when first asked for. */
    static void* nl_context(int cipher) {
        void* context = pthread_getspecific(nl_keys[cipher]);
        if (context)
            return context;
        context = nl_lib.context_new();
        if (!context || pthread_setspecific(nl_keys[cipher], context)
            || !nl_lib.encrypt_init(context, nl_lib.ciphers[cipher](), NULL, NULL, NULL)) {
            if (context) {
                pthread_setspecific(nl_keys[cipher], NULL);
                nl_lib.context_free(context);
            }
            return NULL;
        }
        return context;
    }

    static int nl_hmac(int hash, const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size,
                       uint8_t* out) {
        unsigned written = 0;
        return nl_found
            && nl_lib.hmac(nl_lib.hashes[hash](), key, (int)key_size, data, size, out, &written) != NULL;
    }

    /* Whole blocks by ECB, or the key stream of ChaCha20 over them. */
    static int nl_encrypt(int cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* from, uint32_t size,
                          uint8_t* out) {
        int written = 0;
        void* context = nl_found ? nl_context(cipher) : NULL;
        return context && nl_lib.encrypt_init(context, NULL, NULL, key, iv)
            && nl_lib.encrypt(context, out, &written, from, (int)size) && written == (int)size;
    }

    static int nl_cbc(int cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* from, uint32_t size,
                      uint8_t* out) {
        int written = 0;
        void* context = nl_found && size < INT32_MAX ? nl_context(cipher) : NULL;
        return context && nl_lib.decrypt_init(context, NULL, NULL, key, iv) && nl_lib.set_padding(context, 0)
            && nl_lib.decrypt(context, out, &written, from, (int)size) && written == (int)size;
    }

    /* GCM and ChaCha20-Poly1305: the tag is compared at the end; CCM wants to know everything before. */
    static int nl_open(int cipher, const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                       const uint8_t* sealed, uint32_t size, uint32_t tag_size, uint8_t* out) {
        int written = 0, is_ccm = cipher == 3 || cipher == 4;
        uint8_t none[16];
        int fits = nl_found && size < INT32_MAX && aad_size < INT32_MAX;
        void* context = fits ? nl_context(cipher) : NULL;
        if (!context)
            return 0;
        if (is_ccm)
            return nl_lib.decrypt_init(context, nl_lib.ciphers[cipher](), NULL, NULL, NULL)
                && nl_lib.control(context, NL_AEAD_SET_IVLEN, 12, NULL)
                && nl_lib.control(context, NL_AEAD_SET_TAG, (int)tag_size, (void*)(sealed + size))
                && nl_lib.decrypt_init(context, NULL, NULL, key, nonce)
                && nl_lib.decrypt(context, NULL, &written, NULL, (int)size)
                && nl_lib.decrypt(context, NULL, &written, aad, (int)aad_size)
                && nl_lib.decrypt(context, size ? out : none, &written, sealed, (int)size) > 0;
        return nl_lib.decrypt_init(context, NULL, NULL, key, nonce)
            && nl_lib.decrypt(context, NULL, &written, aad, (int)aad_size)
            && (!size || nl_lib.decrypt(context, out, &written, sealed, (int)size))
            && nl_lib.control(context, NL_AEAD_SET_TAG, (int)tag_size, (void*)(sealed + size))
            && nl_lib.decrypt_final(context, none, &written) > 0;
    }
    """
    bint _found "nl_found"
    bint _has_looked "nl_has_looked"() noexcept nogil
    void _set_looked "nl_set_looked"() noexcept nogil
    bint _load "nl_load"(const char* name)
    bint _hmac "nl_hmac"(int hash, const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size,
                         uint8_t* out) noexcept nogil
    bint _encrypt "nl_encrypt"(int cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* data, uint32_t size,
                               uint8_t* out) noexcept nogil
    bint _cbc "nl_cbc"(int cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* data, uint32_t size,
                       uint8_t* out) noexcept nogil
    bint _open "nl_open"(int cipher, const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                         const uint8_t* sealed, uint32_t size, uint32_t tag_size, uint8_t* out) noexcept nogil

cdef enum:
    LABEL_MAX = 64          # bytes of a label with its prefix

cdef const char* _PREFIX = "tls13 "
cdef const uint8_t* _ZEROS = b"\0\0\0\0\0"


_LOOKING = Lock()       # another handler may need it meanwhile, and has to wait


def _find() -> bool:
    """Load a libcrypto: the system's, else the one that Python's `ssl` brings, which is then found by name."""
    if any(_load(name) for name in (b"libcrypto.so.3", b"libcrypto.so.1.1")):
        return True
    with suppress(ImportError):
        import_module("_ssl")
    return any(_load(name) for name in (b"libcrypto.so.3", b"libcrypto.so.1.1", b"libcrypto.so"))


cdef bint _look() noexcept with gil:
    with _LOOKING:
        if not _has_looked():
            _find()
            _set_looked()
    return _found


cdef inline bint _is_there() noexcept nogil:
    return _found if _has_looked() else _look()


cdef bint hkdf_extract(const uint8_t* salt, uint32_t salt_size, const uint8_t* secret, uint32_t secret_size,
                       uint8_t* out) noexcept nogil:
    return hmac(SHA256, salt, salt_size, secret, secret_size, out)


cdef bint hkdf_expand_label(const uint8_t* secret, const char* label, uint8_t* out, uint32_t size) noexcept nogil:
    return expand_label(SHA256, secret, label, out, size)


cdef bint expand_label(Hash hash, const uint8_t* secret, const char* label, uint8_t* out, uint32_t size) noexcept nogil:
    cdef uint8_t info[LABEL_MAX + 5]
    cdef uint8_t full[HASH_BYTES_MAX]
    cdef uint32_t prefix = <uint32_t>strlen(_PREFIX), length = prefix + <uint32_t>strlen(label)
    if size > hash_bytes(hash) or length > LABEL_MAX:
        return False
    info[0], info[1], info[2] = 0, <uint8_t>size, <uint8_t>length
    memcpy(info + 3, _PREFIX, prefix)
    memcpy(info + 3 + prefix, label, length - prefix)
    info[3 + length] = 0            # no context
    info[4 + length] = 1            # the first and only block
    if not hmac(hash, secret, hash_bytes(hash), info, 5 + length, full):
        return False
    memcpy(out, full, size)
    return True


cdef bint hmac(Hash hash, const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size,
               uint8_t* out) noexcept nogil:
    return _is_there() and _hmac(hash, key, key_size, data, size, out)


cdef bint aes_128_block(const uint8_t* key, const uint8_t* block, uint8_t* out) noexcept nogil:
    return _is_there() and _encrypt(AES_128_ECB, key, NULL, block, AES_BLOCK, out)


cdef bint aes_128_gcm_open(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                           const uint8_t* sealed, uint32_t size, uint8_t* out) noexcept nogil:
    return _is_there() and _open(AES_128_GCM, key, nonce, aad, aad_size, sealed, size, GCM_TAG, out)


cdef bint aead_open(Cipher cipher, const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                    const uint8_t* sealed, uint32_t size, uint32_t tag_size, uint8_t* out) noexcept nogil:
    return _is_there() and _open(cipher, key, nonce, aad, aad_size, sealed, size, tag_size, out)


cdef bint cbc_decrypt(Cipher cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* data, uint32_t size,
                      uint8_t* out) noexcept nogil:
    return _is_there() and _cbc(cipher, key, iv, data, size, out)


cdef bint protection_mask(Cipher cipher, const uint8_t* key, const uint8_t* sample, uint8_t* mask) noexcept nogil:
    if not _is_there():
        return False
    if cipher == CHACHA20_POLY1305:
        return _encrypt(CHACHA20, key, sample, _ZEROS, MASK, mask)
    return _encrypt(AES_256_ECB if cipher == AES_256_GCM else AES_128_ECB, key, NULL, sample, AES_BLOCK, mask)
