"""The names of people who do not exist."""


def words(line: str) -> list[str]:
    """A line of names, since a list of quoted ones is unreadable; `_` joins the two parts of a middle name."""
    return [word.replace("_", " ") for word in line.split()]


FAMILIES = words(
    "Hoàng Hoàng Hoàng Hoàng Nông Nông Nông Nông Nguyễn Nguyễn Nguyễn Nguyễn Ma Ma Ma Triệu Triệu Triệu Lý Lý Lường "
    "Lường Hà Hà Đàm Bế Vi Lục Lưu Trần Trần Phạm Lê Đặng Bàn Bàn Phùng Dương Chu La Quan Mạc Đinh Vũ Bùi Đỗ Phan "
    "Lâm Cao Hứa Mông Tô Sằm Luân Lèng Đồng"
)
DAO = words("Bàn Đặng Phùng Triệu Lý")
MIDDLES = {
    "male": words(
        "Văn Văn Văn Văn Văn Đức Minh Quang Xuân Ngọc Hữu Đình Công Thanh Quốc Mạnh Trung Viết Duy Thế Trọng"
    ),
    "female": words(
        "Thị Thị Thị Thị Thị Thị_Thu Thị_Hồng Thị_Thanh Thị_Kim Thị_Ngọc Thị_Bích Thị_Minh Thị_Phương Thu Thúy Ngọc "
        "Bích Hồng Thanh"
    ),
}
DAO_MIDDLES = {"male": words("Tiến Tài Phúc Sinh Hữu"), "female": ["Thị"]}
GIVEN = {
    "male": words(
        "Hùng Dũng Tuấn Tuân Nam Sơn Hải Long Cường Thắng Toàn Toản Tùng Hiếu Trung Kiên Quân Thành Hoàng Đức Khánh "
        "Việt Thái Vinh Huy Duy Phong Bình Chiến Định Giang Hậu Khoa Lâm Luân Mạnh Nghĩa Quang Quyết Tân Thịnh Thọ "
        "Tính Trường Tú Doanh Khiêm Lập Nguyên Quý Thiện Thuận Tường Vững"
    ),
    "female": words(
        "Hương Hường Hoa Hòa Hà Hạnh Hằng Hiền Hiên Huệ Huyền Lan Liên Loan Linh Mai Nga Ngân Nguyệt Nhung Oanh "
        "Phương Phượng Quyên Quỳnh Thảo Thắm Thơm Thu Thủy Thùy Thúy Trang Tuyết Tươi Uyên Vân Xuân Yến Dung Duyên "
        "Điệp Đào Cúc Chinh Chuyên Ánh Bền Viện Mến Hậu Lệ Mùi Thêm Hoài Ngoan Diễm Hảo"
    ),
}
# Names a search must not confuse: the same person's name borne by several, and names apart only by a tone mark.
NAMESAKES = {
    "male": ["Hoàng Văn Tuấn", "Hoàng Văn Tuấn", "Hoàng Văn Tuân", "Ma Văn Toàn", "Ma Văn Toản", "Ma Văn Toàn"],
    "female": [
        "Nông Thị Hương",
        "Nông Thị Hương",
        "Nông Thị Hương",
        "Nông Thị Hường",
        "Triệu Thị Thủy",
        "Triệu Thị Thùy",
        "Triệu Thị Thúy",
        "Lý Thị Hoa",
        "Lý Thị Hòa",
        "Lý Thị Hoa",
    ],
}
SAME_SCHOOL, SAME_NAME = "MNBANGLUNG", "Nguyễn Thị Thủy"
