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
        const void* (*sha256)(void);
        unsigned char* (*hmac)(const void*, const void*, int, const unsigned char*, size_t, unsigned char*, unsigned*);
        void* (*context_new)(void);
        void (*context_free)(void*);
        const void* (*aes_ecb)(void);
        const void* (*aes_gcm)(void);
        int (*encrypt_init)(void*, const void*, void*, const unsigned char*, const unsigned char*);
        int (*encrypt)(void*, unsigned char*, int*, const unsigned char*, int);
        int (*decrypt_init)(void*, const void*, void*, const unsigned char*, const unsigned char*);
        int (*decrypt)(void*, unsigned char*, int*, const unsigned char*, int);
        int (*decrypt_final)(void*, unsigned char*, int*);
        int (*control)(void*, int, int, void*);
    } nl_lib;
    static int nl_found, nl_looked;
    static pthread_key_t nl_blocks, nl_gcms;

    static int nl_load(const char* name) {
        static const struct { const char* name; size_t at; } functions[] = {
            {"EVP_sha256", offsetof(__typeof__(nl_lib), sha256)},
            {"HMAC", offsetof(__typeof__(nl_lib), hmac)},
            {"EVP_CIPHER_CTX_new", offsetof(__typeof__(nl_lib), context_new)},
            {"EVP_CIPHER_CTX_free", offsetof(__typeof__(nl_lib), context_free)},
            {"EVP_aes_128_ecb", offsetof(__typeof__(nl_lib), aes_ecb)},
            {"EVP_aes_128_gcm", offsetof(__typeof__(nl_lib), aes_gcm)},
            {"EVP_EncryptInit_ex", offsetof(__typeof__(nl_lib), encrypt_init)},
            {"EVP_EncryptUpdate", offsetof(__typeof__(nl_lib), encrypt)},
            {"EVP_DecryptInit_ex", offsetof(__typeof__(nl_lib), decrypt_init)},
            {"EVP_DecryptUpdate", offsetof(__typeof__(nl_lib), decrypt)},
            {"EVP_DecryptFinal_ex", offsetof(__typeof__(nl_lib), decrypt_final)},
            {"EVP_CIPHER_CTX_ctrl", offsetof(__typeof__(nl_lib), control)},
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
        return nl_found = !pthread_key_create(&nl_blocks, nl_lib.context_free)
            && !pthread_key_create(&nl_gcms, nl_lib.context_free);
    }

    #define nl_set_looked() __atomic_store_n(&nl_looked, 1, __ATOMIC_RELEASE)
    #define nl_has_looked() __atomic_load_n(&nl_looked, __ATOMIC_ACQUIRE)

    /* This thread's context for a cipher; made when first asked for. */
    static void* nl_context(pthread_key_t key, const void* (*cipher)(void)) {
        void* context = pthread_getspecific(key);
        if (context)
            return context;
        context = nl_lib.context_new();
        if (!context || pthread_setspecific(key, context)
            || !nl_lib.encrypt_init(context, cipher(), NULL, NULL, NULL)) {
            if (context) {
                pthread_setspecific(key, NULL);
                nl_lib.context_free(context);
            }
            return NULL;
        }
        return context;
    }

    static int nl_hmac(const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size, uint8_t* out) {
        unsigned written = 0;
        return nl_found && nl_lib.hmac(nl_lib.sha256(), key, (int)key_size, data, size, out, &written) != NULL;
    }

    static int nl_block(const uint8_t* key, const uint8_t* block, uint8_t* out) {
        int written = 0;
        void* context = nl_found ? nl_context(nl_blocks, nl_lib.aes_ecb) : NULL;
        return context && nl_lib.encrypt_init(context, NULL, NULL, key, NULL)
            && nl_lib.encrypt(context, out, &written, block, 16) && written == 16;
    }

    static int nl_gcm_open(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                           const uint8_t* sealed, uint32_t size, uint8_t* out) {
        int written = 0;
        uint8_t none[16];
        int fits = nl_found && size < INT32_MAX && aad_size < INT32_MAX;
        void* context = fits ? nl_context(nl_gcms, nl_lib.aes_gcm) : NULL;
        return context && nl_lib.decrypt_init(context, NULL, NULL, key, nonce)
            && nl_lib.decrypt(context, NULL, &written, aad, (int)aad_size)
            && (!size || nl_lib.decrypt(context, out, &written, sealed, (int)size))
            && nl_lib.control(context, NL_AEAD_SET_TAG, 16, (void*)(sealed + size))
            && nl_lib.decrypt_final(context, none, &written) > 0;
    }
    """
    bint _found "nl_found"
    bint _has_looked "nl_has_looked"() noexcept nogil
    void _set_looked "nl_set_looked"() noexcept nogil
    bint _load "nl_load"(const char* name)
    bint _hmac "nl_hmac"(const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size,
                         uint8_t* out) noexcept nogil
    bint _block "nl_block"(const uint8_t* key, const uint8_t* block, uint8_t* out) noexcept nogil
    bint _gcm_open "nl_gcm_open"(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                                 const uint8_t* sealed, uint32_t size, uint8_t* out) noexcept nogil

cdef enum:
    LABEL_MAX = 64          # bytes of a label with its prefix

cdef const char* _PREFIX = "tls13 "


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
    return _is_there() and _hmac(salt, salt_size, secret, secret_size, out)


cdef bint hkdf_expand_label(const uint8_t* secret, const char* label, uint8_t* out, uint32_t size) noexcept nogil:
    cdef uint8_t info[LABEL_MAX + 5]
    cdef uint8_t full[SHA256_BYTES]
    cdef uint32_t prefix = <uint32_t>strlen(_PREFIX), length = prefix + <uint32_t>strlen(label)
    if size > SHA256_BYTES or length > LABEL_MAX:
        return False
    info[0], info[1], info[2] = 0, <uint8_t>size, <uint8_t>length
    memcpy(info + 3, _PREFIX, prefix)
    memcpy(info + 3 + prefix, label, length - prefix)
    info[3 + length] = 0            # no context
    info[4 + length] = 1            # the first and only block
    if not _is_there() or not _hmac(secret, SHA256_BYTES, info, 5 + length, full):
        return False
    memcpy(out, full, size)
    return True


cdef bint aes_128_block(const uint8_t* key, const uint8_t* block, uint8_t* out) noexcept nogil:
    return _is_there() and _block(key, block, out)


cdef bint aes_128_gcm_open(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                           const uint8_t* sealed, uint32_t size, uint8_t* out) noexcept nogil:
    return _is_there() and _gcm_open(key, nonce, aad, aad_size, sealed, size, out)
