use crate::client::demo::ErrorCode;

pub fn is_known(code: &ErrorCode) -> bool {
    matches!(code, ErrorCode::NotFound)
}
