"""The wire vocabulary that client and servers share: messages, signatures, certificates.

No tables and no transport here. Bulk messages travel as msgpack, the others as JSON.
"""
